import Domain
import OAuth
import Storage

/// A token that a client may have, and that is none before it is on disk.
struct TokenGrant: Sendable {
    let recognised: RecognisedClient
    let token: DraftToken
    let origin: CallOrigin
}

extension AdminService {
    /// The client-credentials grant (RFC 6749 §4.4).
    ///
    /// - Parameters:
    ///   - grantType: the parameter of that name; only `client_credentials` is served.
    ///   - scope: the parameter of that name, if there was one.
    func issueToken(
        _ credential: ClientCredential, grantType: String?, scope: String?, from origin: CallOrigin
    ) async throws(AdminError) -> TokenGrant {
        let recognised = try authenticator.authenticate(credential, from: origin.throttleKey)
        guard let grantType else { throw .invalid("grant_type", "grant_type is required.") }
        guard grantType == "client_credentials" else {
            throw AdminError(
                .unsupportedGrantType, "grant_type must be client_credentials.", param: "grant_type")
        }
        let grant = try grant(to: recognised, scope: scope, origin)
        let outcome = await withCheckedContinuation { continuation in
            write(grant) { continuation.resume(returning: $0) }
        }
        try outcome.get()
        return grant
    }

    /// Whether a client of the platform with this secret would be recognised, by what is on disk: nothing needs to have been
    /// loaded. It is counted against nobody.
    public func isLive(_ credential: ClientCredential) async throws(AdminError) -> Bool {
        guard let id = OAuthClientID(credential.clientID) else { return false }
        let found = try await database.read { transaction throws(AdminError) in
            try transaction.oauthClients.find(id, in: nil)
        }
        guard let found else { return false }
        let directory = ClientDirectory()
        directory.apply(found)
        let authenticator = ClientAuthenticator(
            directory: directory, peppers: vault.peppers, throttle: throttle, time: time)
        return try authenticator.recognise(credential) != nil
    }

    /// The same as far as memory can tell: the token is still to be written. `nil` for a client that is not recognised, which
    /// is not counted against anybody.
    func tokenGrant(
        _ credential: ClientCredential, scope: String?, from origin: CallOrigin
    ) throws(AdminError) -> TokenGrant? {
        guard let recognised = try authenticator.recognise(credential) else { return nil }
        return try grant(to: recognised, scope: scope, origin)
    }

    private func grant(
        to recognised: RecognisedClient, scope: String?, _ origin: CallOrigin
    ) throws(AdminError) -> TokenGrant {
        let scopes = try issuer.scopes(scope, for: recognised.client)
        return TokenGrant(
            recognised: recognised, token: try issuer.draft(scopes, at: time.now()), origin: origin)
    }

    /// Makes the token of a grant. `completion` is called once, as that of `Database.write` is.
    func write(_ grant: TokenGrant, completion: @escaping @Sendable (Result<Void, AdminError>) -> Void) {
        tokens.beginWrite()
        database.write { transaction throws(AdminError) in
            let (client, token) = (grant.recognised.client, grant.token)
            let generation = try generation(grant.recognised, transaction)
            try noteUse(by: grant.recognised, grant.origin, transaction)
            try issuer.issue(token, to: client, generation: generation, in: transaction)
            try audit.record(
                .tokenIssue, token.id, in: client.organizationID,
                for: ClientCall(client: client, origin: grant.origin), ["scopes": token.scopes.text], transaction)
        } completion: { [tokens] outcome in
            tokens.endWrite()
            completion(outcome)
        }
    }

    /// The client was checked against memory; what was changed since, even in this very commit, counts. A client of a
    /// disabled tenant or of a disabled user gets no token.
    private func generation(
        _ recognised: RecognisedClient, _ transaction: any Transaction
    ) throws(AdminError) -> Int64 {
        let generation = try transaction.oauthClients.standingGeneration(
            recognised.client, presenting: recognised.presented, or: recognised.renewed?.digest)
        guard let generation else { throw AdminError(.unauthenticated, "Unknown client, or wrong client secret.") }
        return generation
    }

    /// Keeps, for the one of the client's secrets that was shown, when and from where; once a minute is enough. One that
    /// is stored under an old pepper goes over to the newest at once.
    private func noteUse(
        by recognised: RecognisedClient, _ origin: CallOrigin, _ transaction: any Transaction
    ) throws(AdminError) {
        // Memory may lag behind, never run ahead: a use that is of this minute there is so in the row.
        guard recognised.isWorthNoting(in: recognised.client, at: transaction.now),
            let before = try transaction.oauthClients.find(recognised.client.id, in: recognised.client.organizationID),
            recognised.isWorthNoting(in: before, at: transaction.now),
            var secret = before.secrets.secret(recognised.presented)
        else { return }
        secret.lastUse = SecretUse(at: transaction.now, address: origin.address?.text, userAgent: origin.userAgent)
        if let fresh = recognised.renewed { secret = secret.renewed(fresh) }
        var client = before
        client.secrets = before.secrets.noting(secret, for: recognised.presented)
        try transaction.oauthClients.updateSecrets(client)
        transaction.afterCommit { [clients, client] in clients.apply(client) }
    }
}

extension RecognisedClient {
    /// The secret is to go over to another pepper, or its last use on record is of an earlier minute.
    fileprivate func isWorthNoting(in client: OAuthClient, at now: Instant) -> Bool {
        guard let secret = client.secrets.secret(presented) else { return false }
        return renewed != nil || secret.lastUse.map { $0.at.unixSeconds / 60 < now.unixSeconds / 60 } ?? true
    }
}
