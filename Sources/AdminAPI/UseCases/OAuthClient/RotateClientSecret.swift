import Domain
import Policy
import Storage
import Wire

extension AdminService {
    /// A new secret; the old one stays valid for the transition, or, with 0, is cut at once together with every token
    /// that it may have got. Whoever rotates learns the new secret, and so must hold
    /// every scope of the client.
    public func rotateClientSecret(
        _ id: String, _ body: RotateBody, _ call: ManagementCall
    ) async throws(AdminError) -> ClientWithSecret {
        let seconds = try KeyRules.checkedTransition(body.transitionSeconds ?? settings.transitionSeconds)
        return try await write(for: call) { transaction throws(AdminError) in
            let client = try foundClient(id, call, transaction)
            try requireHold(of: client, by: call)
            try RotationRules.requireRoom(in: client.secrets, body, seconds, now: transaction.now)
            return try replaceSecret(of: client, seconds, for: call, transaction)
        }
    }

    func replaceSecret(
        of before: OAuthClient, _ transitionSeconds: Int64, for call: some Attributable,
        _ transaction: any Transaction
    ) throws(AdminError) -> ClientWithSecret {
        let now = transaction.now
        let (secret, stored) = try mint(.clientSecret, at: now)
        var client = before
        client.secrets = before.secrets.rotated(
            to: stored, at: now, transitionSeconds: transitionSeconds, by: call.actor)
        client.updatedAt = now
        try transaction.oauthClients.updateSecrets(client)
        if transitionSeconds == 0 { try endTokens(of: client.id, transaction) }
        transaction.afterCommit { [clients, client] in clients.apply(client) }
        try audit.record(
            .clientRotateSecret, client.id, in: client.organizationID, for: call,
            [
                "client_secret": stored.masked, "replaces": before.secrets.current.masked,
                "transition_seconds": String(transitionSeconds),
            ], transaction)
        return ClientWithSecret(client: client, secret: secret)
    }
}
