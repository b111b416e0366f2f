import Domain
import Policy
import Wire

extension AdminService {
    /// The client's secrets and their last uses.
    public func clientRotation(_ id: String, _ call: ManagementCall) async throws(AdminError) -> LiveSecrets {
        try await database.read { transaction throws(AdminError) in try foundClient(id, call, transaction).secrets }
    }

    /// - Throws: `conflict` where no rotation is under way; `forbidden` where the client holds more than the caller.
    public func stepClientRotation(
        _ id: String, _ step: RotationStep, _ call: ManagementCall
    ) async throws(AdminError) -> LiveSecrets {
        try await write(for: call) { transaction throws(AdminError) in
            var client = try foundClient(id, call, transaction)
            try requireHold(of: client, by: call)
            let (secrets, details) = try step.applied(to: client.secrets, at: transaction.now)
            client.secrets = secrets
            client.updatedAt = transaction.now
            try transaction.oauthClients.updateSecrets(client)
            transaction.afterCommit { [clients, client] in clients.apply(client) }
            try audit.record(
                step.clientAction, client.id, in: client.organizationID, for: call, details, transaction)
            return secrets
        }
    }
}
