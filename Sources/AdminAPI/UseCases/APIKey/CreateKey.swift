import Domain
import Policy
import Storage
import Wire

extension AdminService {
    /// - Throws: `conflict` where the name is taken or the owner has as many keys as the organization allows.
    public func createKey(
        for reference: KeyOwnerReference, _ body: CreateKeyBody, _ call: ManagementCall
    ) async throws(AdminError) -> KeyWithSecret {
        let draft = try KeyDraft(body)
        // Nobody else writes while a transaction runs: what it need not decide is done before.
        let minted = try mint(.apiKey)
        return try await write(for: call) { transaction throws(AdminError) in
            let owner = try call.owner(reference, in: transaction)
            let now = transaction.now
            var key = APIKey(
                id: identifiers.next(APIKey.self, at: now), organizationID: owner.organizationID, owner: owner.owner,
                name: draft.name, isEnabled: draft.isEnabled, isRemoved: false,
                expiresAt: try KeyRules.expiry(
                    draft.expiry, createdAt: now, now: now, ceilings: owner.keyCeilings),
                allowedModels: draft.models, allowedAddresses: draft.addresses,
                metadata: draft.metadata ?? owner.defaultMetadata, createdAt: now, updatedAt: now, lastUsedAt: nil,
                secrets: LiveSecrets(current: minted.stored(at: now)))
            try draft.plan?.apply(to: &key, lastRotation: now, now: now)
            try requireRoom(for: key, owner.keyCeilings, transaction)
            guard try transaction.apiKeys.insert(key) else { throw .keyNameIsTaken }
            publish(key, replacing: nil, transaction)
            let limits = try storeLimits(draft.limits, of: key, isNew: true, transaction)
            try audit.record(
                .keyCreate, key.id, in: key.organizationID, for: call, key.auditDetails(limits), transaction)
            return KeyWithSecret(key: key, secret: minted.secret, limits: limits)
        }
    }

    private func requireRoom(
        for key: APIKey, _ ceilings: KeyCeilings, _ transaction: any Transaction
    ) throws(AdminError) {
        guard let most = ceilings.maximumKeysPerOwner else { return }
        if try transaction.apiKeys.hasLiveKeys(most, of: key.owner, in: key.organizationID) {
            throw .conflict("This owner has \(most) keys, the most that the organization allows. Delete one first.")
        }
    }
}

/// What a request says of a new key, read before any transaction begins.
private struct KeyDraft {
    let name: DisplayName
    let isEnabled: Bool
    let expiry: Instant??
    let models: [ModelPattern]?
    let addresses: [AddressBlock]
    let metadata: Metadata?
    let plan: RotationPlan?
    let limits: KeyLimitsDraft

    init(_ body: CreateKeyBody) throws(AdminError) {
        name = try DisplayName(body.name)
        isEnabled = body.enabled ?? true
        switch body.expirationDate {
        case .keep: expiry = .none
        case .clear: expiry = .some(.none)
        case .set(let text): expiry = .some(try parsedExpiration(text))
        }
        models = try body.allowedModels.map(KeyRules.models)
        addresses = try KeyRules.addresses(body.allowedAddresses ?? [])
        metadata = try body.metadata.map { entries throws(AdminError) in try Metadata(entries) }
        plan = try body.rotationPolicy.map { policy throws(AdminError) in try RotationPlan(policy) }
        limits = try KeyLimitsDraft(rates: Change(body.rateLimits), usage: Change(body.usageLimits))
    }
}

extension APIKey {
    /// What the audit trail says of a key: its settings and what may be shown of its secret.
    func auditDetails(_ limits: [LimitPolicy]) -> [String: String] {
        var details = auditDetails
        for (kind, name) in [(LimitPolicy.Kind.rate, "rate_limits"), (.usage, "usage_limits")] {
            let texts = limits.filter { $0.kind == kind }.compactMap { $0.auditDetails["limit"] }
            if !texts.isEmpty { details[name] = texts.joined(separator: ", ") }
        }
        return details
    }

    var auditDetails: [String: String] {
        var details = [
            "name": name.text, "enabled": String(isEnabled), "api_key": secrets.current.masked,
            "allowed_addresses": allowedAddresses.map(\.text).joined(separator: " "),
        ]
        details["expiration_date"] = expiresAt?.rfc3339
        details["allowed_models"] = allowedModels?.map(\.text).joined(separator: " ")
        return details
    }
}
