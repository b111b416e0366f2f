import Domain
import OAuth
import Storage

extension AdminService {
    /// The client-credentials grant (RFC 6749 §4.4).
    ///
    /// - Parameters:
    ///   - grantType: the parameter of that name; only `client_credentials` is served.
    ///   - scope: the parameter of that name, if there was one.
    public func issueToken(
        _ credential: ClientCredential, grantType: String?, scope: String?, from origin: CallOrigin
    ) async throws(AdminError) -> IssuedToken {
        let client = try authenticator.authenticate(credential, from: origin.addressText)
        guard let grantType else { throw .invalid("grant_type", "grant_type is required.") }
        guard grantType == "client_credentials" else {
            throw AdminError(
                .unsupportedGrantType, "grant_type must be client_credentials.", param: "grant_type")
        }
        let scopes = try issuer.scopes(scope, for: client)
        return try await database.write { transaction throws(AdminError) in
            try requireStanding(client, transaction)
            let issued = try issuer.issue(to: client, scopes: scopes, in: transaction)
            try audit.record(
                .tokenIssue, issued.token.id, in: client.organizationID,
                for: ClientCall(client: client, origin: origin), ["scopes": scopes.text], transaction)
            return issued
        }
    }

    /// The client was checked against memory; what was changed since, even in this very commit, counts. A client of a
    /// disabled tenant or of a disabled user gets no token.
    private func requireStanding(_ client: OAuthClient, _ transaction: any Transaction) throws(AdminError) {
        let refusal = AdminError(.unauthenticated, "Unknown client, or wrong client secret.")
        guard let current = try transaction.oauthClients.find(client.id, in: client.organizationID),
            current.isEnabled, current.scopes == client.scopes, current.userID == client.userID
        else { throw refusal }
        guard let organization = client.organizationID else { return }
        guard try transaction.organizations.find(organization)?.status == .active else { throw refusal }
        guard let user = client.userID else { return }
        guard try transaction.users.find(user, in: organization)?.status == .active else { throw refusal }
    }
}
