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
        let recognised = try authenticator.authenticate(credential, from: origin.throttleKey)
        let client = recognised.client
        guard let grantType else { throw .invalid("grant_type", "grant_type is required.") }
        guard grantType == "client_credentials" else {
            throw AdminError(
                .unsupportedGrantType, "grant_type must be client_credentials.", param: "grant_type")
        }
        let scopes = try issuer.scopes(scope, for: client)
        return try await database.write { transaction throws(AdminError) in
            try noteUse(of: try standing(recognised, transaction), by: recognised, origin, transaction)
            let issued = try issuer.issue(to: client, scopes: scopes, in: transaction)
            try audit.record(
                .tokenIssue, issued.token.id, in: client.organizationID,
                for: ClientCall(client: client, origin: origin), ["scopes": scopes.text], transaction)
            return issued
        }
    }

    /// The client was checked against memory; what was changed since, even in this very commit, counts. A client of a
    /// disabled tenant or of a disabled user gets no token.
    private func standing(
        _ recognised: RecognisedClient, _ transaction: any Transaction
    ) throws(AdminError) -> OAuthClient {
        let client = recognised.client
        let refusal = AdminError(.unauthenticated, "Unknown client, or wrong client secret.")
        guard let current = try transaction.oauthClients.find(client.id, in: client.organizationID),
            current.isEnabled, current.scopes == client.scopes, current.userID == client.userID,
            recognised.isGood(for: current.secrets, at: transaction.now)
        else { throw refusal }
        guard let organization = client.organizationID else { return current }
        guard try transaction.organizations.find(organization)?.status == .active else { throw refusal }
        guard let user = client.userID else { return current }
        guard try transaction.users.find(user, in: organization)?.status == .active else { throw refusal }
        return current
    }

    /// Keeps, for the one of the client's secrets that was shown, when and from where; once a minute is enough. One that
    /// is stored under an old pepper goes over to the newest at once.
    private func noteUse(
        of before: OAuthClient, by recognised: RecognisedClient, _ origin: CallOrigin, _ transaction: any Transaction
    ) throws(AdminError) {
        let now = transaction.now
        guard var secret = before.secrets.secret(recognised.presented) else { return }
        guard recognised.renewed != nil || secret.isStale(at: now) else { return }
        secret.lastUse = SecretUse(at: now, address: origin.address?.text, userAgent: origin.userAgent)
        if let fresh = recognised.renewed { secret = secret.renewed(fresh) }
        var client = before
        client.secrets = before.secrets.noting(secret, for: recognised.presented)
        try transaction.oauthClients.updateSecrets(client)
        transaction.afterCommit { [clients, client] in clients.apply(client) }
    }
}

extension StoredSecret {
    /// The last use that is on record is of an earlier minute.
    fileprivate func isStale(at now: Instant) -> Bool {
        lastUse.map { $0.at.unixSeconds / 60 < now.unixSeconds / 60 } ?? true
    }
}
