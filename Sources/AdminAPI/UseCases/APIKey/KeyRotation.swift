import Domain
import Policy
import Storage
import Wire

/// What an operator may do with a rotation that is under way.
public enum RotationStep: Sendable {
    /// Cut the outgoing secret now.
    case complete
    /// Give the outgoing secret more time.
    case extend(ExtendRotationBody)
    /// Take the rotation back: the new secret dies, the old one lives on.
    case rollBack
}

extension AdminService {
    /// The key with its secrets and their last uses as of now.
    public func keyRotation(
        _ id: String, of reference: KeyOwnerReference, _ call: ManagementCall
    ) async throws(AdminError) -> LiveSecrets {
        await recordUses(of: try await rotatingKey(id, of: reference, call))
        return try await rotatingKey(id, of: reference, call).secrets
    }

    private func rotatingKey(
        _ id: String, of reference: KeyOwnerReference, _ call: ManagementCall
    ) async throws(AdminError) -> APIKey {
        try await database.read { transaction throws(AdminError) in
            try liveKey(id, of: reference, call, transaction).key
        }
    }

    /// - Throws: `conflict` where no rotation is under way.
    public func stepKeyRotation(
        _ id: String, of reference: KeyOwnerReference, _ step: RotationStep, _ call: ManagementCall
    ) async throws(AdminError) -> LiveSecrets {
        await recordUses(of: try await rotatingKey(id, of: reference, call))
        return try await write(for: call) { transaction throws(AdminError) in
            let before = try liveKey(id, of: reference, call, transaction).key
            let (secrets, details) = try step.applied(to: before.secrets, at: transaction.now)
            var key = before
            key.secrets = secrets
            key.updatedAt = transaction.now
            try transaction.apiKeys.updateSecrets(key)
            publish(key, replacing: before, transaction)
            try audit.record(step.keyAction, key.id, in: key.organizationID, for: call, details, transaction)
            return secrets
        }
    }
}

extension RotationStep {
    var keyAction: AuditEvent.Action {
        switch self {
        case .complete: .keyCompleteRotation
        case .extend: .keyExtendRotation
        case .rollBack: .keyRollBackRotation
        }
    }

    var clientAction: AuditEvent.Action {
        switch self {
        case .complete: .clientCompleteRotation
        case .extend: .clientExtendRotation
        case .rollBack: .clientRollBackRotation
        }
    }

    /// The secrets after the step, and what the audit trail says of it.
    func applied(
        to secrets: LiveSecrets, at now: Instant
    ) throws(AdminError) -> (secrets: LiveSecrets, details: [String: String]) {
        guard let outgoing = secrets.rotation(at: now) else {
            throw .conflict("No rotation is under way: the old secret has ended already, or there was none.")
        }
        switch self {
        case .complete:
            return (LiveSecrets(current: secrets.current), ["ended": outgoing.secret.masked])
        case .rollBack:
            return (LiveSecrets(current: outgoing.secret), ["ended": secrets.current.masked])
        case .extend(let body):
            let end = try RotationRules.extendedEnd(try body.end(from: now), of: outgoing, now: now)
            return (secrets.extended(to: end), ["secret": outgoing.secret.masked, "ends_at": end.rfc3339])
        }
    }
}

extension ExtendRotationBody {
    fileprivate func end(from now: Instant) throws(AdminError) -> Instant {
        switch (endsAt, transitionSeconds) {
        case (let text?, nil):
            return try parsedInstant(text, "ends_at")
        case (nil, let seconds?):
            return now.adding(seconds: try KeyRules.checkedTransition(seconds))
        default:
            throw .invalid("ends_at", "Give either ends_at or transition_seconds.")
        }
    }
}
