import Domain
import Policy
import Storage
import Wire

extension AdminService {
    /// A new secret; the old one stays valid for the transition. Id, settings and history stay.
    public func rotateKey(
        _ id: String, of reference: KeyOwnerReference, _ body: RotateBody, _ call: ManagementCall
    ) async throws(AdminError) -> KeyWithSecret {
        let seconds = try KeyRules.checkedTransition(body.transitionSeconds ?? settings.transitionSeconds)
        return try await write(for: call) { transaction throws(AdminError) in
            let key = try liveKey(id, of: reference, call, transaction).key
            try RotationRules.requireRoom(in: key.secrets, body, seconds, now: transaction.now)
            return try replaceSecret(of: key, seconds, .keyRotate, for: call, transaction)
        }
    }

    /// A new secret; every old one is dead at once. The answer to a leak.
    public func regenerateKey(
        _ id: String, of reference: KeyOwnerReference, _ call: ManagementCall
    ) async throws(AdminError) -> KeyWithSecret {
        try await write(for: call) { transaction throws(AdminError) in
            let key = try liveKey(id, of: reference, call, transaction).key
            return try replaceSecret(of: key, 0, .keyRegenerate, for: call, transaction)
        }
    }

    /// The holder of a key rotates it, with the current secret: whoever has the outgoing one may be the very thief that it
    /// was replaced for, and must not end its successor. A script that lost the reply repeats the request under its
    /// `Idempotency-Key`.
    ///
    /// The caller was checked against memory. What was changed since, even in this very commit, counts: a secret that was
    /// just cut because it leaked must not buy a new one, and of two holders who rotate at once the second is refused.
    ///
    /// - Throws: `conflict` where the secret is outgoing, or where an overlap is asked for while one is under way.
    public func rotateOwnKey(_ body: RotateBody, _ call: HolderCall) async throws(AdminError) -> KeyWithSecret {
        let seconds = try KeyRules.checkedTransition(body.transitionSeconds ?? settings.transitionSeconds)
        return try await write(for: call) { transaction throws(AdminError) in
            let caller = call.key
            guard
                let key = try transaction.apiKeys.find(
                    caller.keyID, of: caller.owner, in: caller.organizationID), !key.isRemoved, key.isEnabled,
                key.secrets.accepts(caller.presented, at: transaction.now)
            else { throw .deadCredential }
            try RotationRules.requireCurrent(caller.presented, in: key.secrets)
            try RotationRules.requireRoom(in: key.secrets, body, seconds, now: transaction.now)
            return try replaceSecret(of: key, seconds, .keyRotate, for: call, transaction)
        }
    }

    func replaceSecret(
        of before: APIKey, _ transitionSeconds: Int64, _ action: AuditEvent.Action, for call: some Attributable,
        _ transaction: any Transaction
    ) throws(AdminError) -> KeyWithSecret {
        let now = transaction.now
        let (secret, stored) = try mint(.apiKey, at: now)
        var key = before
        key.secrets = before.secrets.rotated(
            to: stored, at: now, transitionSeconds: transitionSeconds, by: call.actor)
        key.updatedAt = now
        key.lastUsedAt = keys.lastUsed(before)
        key.planNextRotation(after: now)
        try transaction.apiKeys.update(key)
        try transaction.apiKeys.updateSecrets(key)
        publish(key, replacing: before, transaction)
        try audit.record(
            action, key.id, in: key.organizationID, for: call,
            [
                "api_key": stored.masked, "replaces": before.secrets.current.masked,
                "transition_seconds": String(transitionSeconds),
            ], transaction)
        return KeyWithSecret(key: key, secret: secret)
    }
}

extension RotationRules {
    static func requireRoom(
        in secrets: LiveSecrets, _ body: RotateBody, _ seconds: Int64, now: Instant
    ) throws(AdminError) {
        try requireRoom(in: secrets, isForced: body.force ?? false, transitionSeconds: seconds, now: now)
    }
}
