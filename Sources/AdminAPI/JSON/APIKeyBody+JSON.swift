import Wire

extension APIKeyBody: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("allowed_addresses", allowedAddresses)
            json.add("allowed_models", allowedModels)
            json.add("api_key", apiKey)
            json.add("created_at", createdAt)
            json.add("enabled", enabled)
            json.add("expiration_date", expirationDate)
            json.add("id", id)
            json.add("last_used_at", lastUsedAt)
            json.add("metadata", metadata)
            json.add("name", name)
            json.add("next_rotation_at", nextRotationAt)
            json.add("object", object)
            json.add("rate_limits", rateLimits)
            json.add("removed", removed)
            json.add("rotation", rotation)
            json.add("rotation_policy", rotationPolicy)
            json.add("team_id", teamID)
            json.add("updated_at", updatedAt)
            json.add("usage_limits", usageLimits)
            json.add("user_id", userID)
        }
    }
}

extension KeyRotationBody: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("began_at", beganAt)
            json.add("ends_at", endsAt)
        }
    }
}

extension RotationPolicyBody: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("announce_days", announceDays)
            json.add("grace_days", graceDays)
            json.add("next_rotation_at", nextRotationAt)
            json.add("on_overdue", onOverdue)
            json.add("rotation_period", rotationPeriod)
            json.add("rotation_period_days", rotationPeriodDays)
        }
    }
}

extension KeyRateLimitBody: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("type", type)
            json.add("unit", unit)
            json.add("value", value)
        }
    }
}

extension KeyUsageLimitBody: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("alert_threshold", alertThreshold)
            json.add("credit_limit", creditLimit)
            json.add("periodic_reset", periodicReset)
            json.add("periodic_reset_days", periodicResetDays)
            json.add("type", type)
        }
    }
}

extension CountedListBody: JSONWritable where Item: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.addPage(data, hasMore: hasMore, firstID: firstID, lastID: lastID, object: object)
            json.add("total", Int64(total))
        }
    }
}

extension ListBody: JSONWritable where Item: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.addPage(data, hasMore: hasMore, firstID: firstID, lastID: lastID, object: object)
        }
    }
}

extension JSONWriter {
    /// What every page has.
    fileprivate mutating func addPage(
        _ data: [some JSONWritable], hasMore: Bool, firstID: Nullable<String>, lastID: Nullable<String>, object: String
    ) {
        add("data", data)
        add("first_id", firstID)
        add("has_more", hasMore)
        add("last_id", lastID)
        add("object", object)
    }
}
