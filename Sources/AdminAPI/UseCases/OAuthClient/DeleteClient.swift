import Domain
import Policy

extension AdminService {
    /// Ends the client's tokens at once.
    public func deleteClient(_ id: String, _ call: ManagementCall) async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            let client = try foundClient(id, call, transaction)
            try requireHold(of: client, by: call)
            try requireAnotherRoot(client, transaction)
            try transaction.oauthClients.delete(client.id, in: client.organizationID)
            try endTokens(of: client.id, transaction)
            let id = client.id
            transaction.afterCommit { [clients] in clients.remove(id) }
            try audit.record(
                .clientDelete, id, in: client.organizationID, for: call, ["name": client.name.text], transaction)
        }
    }
}
