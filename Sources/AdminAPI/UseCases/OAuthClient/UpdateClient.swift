import Domain
import Policy
import Wire

extension AdminService {
    /// Tokens already issued under scopes that are taken away, or under another user, or while the client is being
    /// disabled, end at once.
    public func updateClient(
        _ id: String, _ body: UpdateClientBody, _ call: ManagementCall
    ) async throws(AdminError) -> OAuthClient {
        let name = try body.name.value(of: "name").map { text throws(AdminError) in try DisplayName(text) }
        let scopes = try body.scopes.value(of: "scopes").map(parsedScopes)
        let isEnabled = try body.enabled.value(of: "enabled")
        if let scopes { try Authorization.requireCover(scopes, by: call.client) }
        return try await write(for: call) { transaction throws(AdminError) in
            let before = try foundClient(id, call, transaction)
            try requireHold(of: before, by: call)
            var client = before
            client.name = name ?? client.name
            client.scopes = scopes ?? client.scopes
            client.isEnabled = isEnabled ?? client.isEnabled
            switch body.userID {
            case .keep: break
            case .clear: client.userID = nil
            case .set(let user): client.userID = try boundUser(user, in: client.organizationID, transaction)
            }
            try Authorization.requireSameUser(client.userID, by: call.client)
            guard client != before else { return before }
            if !client.scopes.contains(.all) || !client.isEnabled { try requireAnotherRoot(before, transaction) }
            client.updatedAt = transaction.now
            try transaction.oauthClients.update(client)
            if !client.isEnabled || !client.scopes.covers(before.scopes) || client.userID != before.userID {
                try endTokens(of: client.id, transaction)
            }
            transaction.afterCommit { [clients, client] in clients.apply(client) }
            try audit.record(
                .clientUpdate, client.id, in: client.organizationID, for: call, client.auditDetails, transaction)
            return client
        }
    }
}
