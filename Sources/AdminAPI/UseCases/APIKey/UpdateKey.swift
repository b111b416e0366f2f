import Domain
import Policy
import Wire

extension AdminService {
    public func updateKey(
        _ id: String, of reference: KeyOwnerReference, _ body: UpdateKeyBody, _ call: ManagementCall
    ) async throws(AdminError) -> (key: APIKey, limits: [LimitPolicy]) {
        let changes = try KeyChanges(body)
        let draft = try KeyLimitsDraft(rates: body.rateLimits, usage: body.usageLimits)
        return try await write(for: call) { transaction throws(AdminError) in
            let (before, ceilings) = try liveKey(id, of: reference, call, transaction)
            var key = before
            try changes.apply(to: &key, ceilings: ceilings, now: transaction.now)
            let old = try transaction.policies.list(of: key.id, in: key.organizationID)
            let new = try storeLimits(draft, of: key, isNew: false, transaction)
            guard key != before || Set(old) != Set(new) else { return (withLastUse(before), old) }
            try requireFreeName(key, transaction)
            key.updatedAt = transaction.now
            try transaction.apiKeys.update(key)
            publish(key, replacing: before, transaction)
            try audit.record(.keyUpdate, key.id, in: key.organizationID, for: call, key.auditDetails(new), transaction)
            return (withLastUse(key), new)
        }
    }
}

/// What a request says of a key's fields, read before any transaction begins.
private struct KeyChanges {
    let name: DisplayName?
    let isEnabled: Bool?
    /// Outer `nil` keeps, inner `nil` clears.
    let expiry: Instant??
    let models: [ModelPattern]??
    let addresses: [AddressBlock]?
    let metadata: Metadata?
    /// Outer `nil` keeps, inner `nil` clears.
    let plan: RotationPlan??

    init(_ body: UpdateKeyBody) throws(AdminError) {
        name = try body.name.value(of: "name").map { text throws(AdminError) in try DisplayName(text) }
        isEnabled = try body.enabled.value(of: "enabled")
        switch body.expirationDate {
        case .keep: expiry = .none
        case .clear: expiry = .some(.none)
        case .set(let text): expiry = .some(try parsedExpiration(text))
        }
        switch body.allowedModels {
        case .keep: models = .none
        case .clear: models = .some(.none)
        case .set(let texts): models = .some(try KeyRules.models(texts))
        }
        addresses = try body.allowedAddresses.value(of: "allowed_addresses").map(KeyRules.addresses)
        metadata = try body.metadata.value(of: "metadata").map { entries throws(AdminError) in try Metadata(entries) }
        switch body.rotationPolicy {
        case .keep: plan = .none
        case .clear: plan = .some(.none)
        case .set(let policy): plan = .some(try RotationPlan(policy))
        }
    }

    func apply(to key: inout APIKey, ceilings: KeyCeilings, now: Instant) throws(AdminError) {
        key.name = name ?? key.name
        key.isEnabled = isEnabled ?? key.isEnabled
        key.allowedModels = models ?? key.allowedModels
        key.allowedAddresses = addresses ?? key.allowedAddresses
        key.metadata = metadata ?? key.metadata
        try applyPlan(to: &key, now: now)
        if expiry != nil {
            key.expiresAt = try KeyRules.expiry(expiry, createdAt: key.createdAt, now: now, ceilings: ceilings)
        }
    }

    private func applyPlan(to key: inout APIKey, now: Instant) throws(AdminError) {
        guard let plan else { return }
        if let plan {
            try plan.apply(to: &key, lastRotation: key.secrets.current.createdAt, now: now)
        } else {
            key.rotationPolicy = nil
            key.nextRotationAt = nil
            key.rotationAnnouncedAt = nil
        }
    }
}
