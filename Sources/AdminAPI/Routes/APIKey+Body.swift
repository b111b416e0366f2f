import Domain
import Wire

extension APIKey {
    /// - Parameters:
    ///   - limits: those that were given on the key.
    ///   - text: the secret where this is the one reply that shows it; otherwise the masked form stands.
    func body(at now: Instant, _ limits: [LimitPolicy], showing text: String? = nil) -> APIKeyBody {
        let rates = limits.compactMap(\.rateLimit)
        return APIKeyBody(
            id: id.text, apiKey: text ?? secrets.current.masked, name: name.text, enabled: isEnabled,
            removed: isRemoved, teamID: owner.teamID?.text, userID: owner.userID?.text, metadata: metadata.entries,
            allowedModels: allowedModels?.map(\.text), allowedAddresses: allowedAddresses.map(\.text),
            rotation: secrets.rotationBody(at: now), rotationPolicy: rotationPolicy?.body(next: nextRotationAt),
            nextRotationAt: nextRotationAt?.rfc3339, createdAt: createdAt.rfc3339, updatedAt: updatedAt.rfc3339,
            lastUsedAt: lastUsedAt?.rfc3339, expirationDate: expiresAt?.rfc3339,
            rateLimits: rates.isEmpty ? nil : rates.map(\.keyBody),
            usageLimits: limits.compactMap(\.usageLimit).first?.keyBody)
    }
}

extension KeyWithSecret {
    func body(at now: Instant, _ service: AdminService) -> APIKeyBody {
        key.body(
            at: now, limits ?? service.limits.given(on: key.id, in: key.organizationID),
            showing: secret.revealSecret())
    }
}

extension APIKey {
    func body(at now: Instant, _ service: AdminService) -> APIKeyBody {
        body(at: now, service.limits.given(on: id, in: organizationID))
    }
}

extension RateLimit {
    fileprivate var keyBody: KeyRateLimitBody {
        KeyRateLimitBody(type: measure.rawValue, unit: unit?.rawValue, value: value)
    }
}

extension UsageLimit {
    fileprivate var keyBody: KeyUsageLimitBody {
        var body = KeyUsageLimitBody(creditLimit: measure.body(amount))
        body.type = measure.rawValue
        body.alertThreshold = alertThreshold.map(measure.body)
        body.periodicReset = period.word
        body.periodicResetDays = period.days
        return body
    }
}

extension LiveSecrets {
    func rotationBody(at now: Instant) -> KeyRotationBody? {
        rotation(at: now).map { KeyRotationBody(beganAt: $0.beganAt.rfc3339, endsAt: $0.endsAt.rfc3339) }
    }
}

extension RotationPolicy {
    /// - Parameter next: the planned date, which is what a plan without a period consists of.
    func body(next: Instant?) -> RotationPolicyBody {
        var body = RotationPolicyBody(
            announceDays: Int64(announceDays), onOverdue: onOverdue.rawValue, graceDays: Int64(graceDays))
        switch period {
        case .weekly: body.rotationPeriod = "weekly"
        case .monthly: body.rotationPeriod = "monthly"
        case .quarterly: body.rotationPeriod = "quarterly"
        case .everyDays(let days): body.rotationPeriodDays = Int64(days)
        case nil: body.nextRotationAt = next?.rfc3339
        }
        return body
    }
}
