import Domain
import KeyVault
import Policy
import Storage
import Wire

/// A client together with its secret: the one time that it is shown.
public struct ClientWithSecret: Sendable {
    public let client: OAuthClient
    public let secret: Secret
}

extension AdminService {
    /// - Throws: `forbidden` where the caller would hand out a scope that it does not hold.
    public func createClient(
        _ body: CreateClientBody, _ call: ManagementCall
    ) async throws(AdminError) -> ClientWithSecret {
        let name = try DisplayName(body.name)
        let scopes = try parsedScopes(body.scopes)
        try Authorization.requireCover(scopes, by: call.client)
        return try await write(for: call) { transaction throws(AdminError) in
            let organization = try call.optionalTenant(in: transaction)?.id
            let userID = try body.userID.map { id throws(AdminError) in
                try boundUser(id, in: organization, transaction)
            }
            try Authorization.requireSameUser(userID, by: call.client)
            return try insertClient(
                name: name, scopes: scopes, userID: userID, in: organization, for: call, transaction)
        }
    }

    func insertClient(
        name: DisplayName, scopes: Set<Scope>, userID: UserID?, in organization: OrganizationID?,
        for call: some Attributable, _ transaction: any Transaction
    ) throws(AdminError) -> ClientWithSecret {
        let now = transaction.now
        let (secret, stored) = try mint(.clientSecret, at: now)
        let client = OAuthClient(
            id: identifiers.next(OAuthClient.self, at: now), organizationID: organization, name: name, userID: userID,
            scopes: scopes, isEnabled: true, createdAt: now, updatedAt: now, secrets: LiveSecrets(current: stored))
        try transaction.oauthClients.insert(client)
        transaction.afterCommit { [clients] in clients.apply(client) }
        try audit.record(.clientCreate, client.id, in: organization, for: call, client.auditDetails, transaction)
        return ClientWithSecret(client: client, secret: secret)
    }
}
