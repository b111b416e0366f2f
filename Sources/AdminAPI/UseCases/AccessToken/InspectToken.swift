import Domain
import OAuth

extension AdminService {
    /// The caller behind a bearer token, be it an access token or an API key; `nil` where it is neither, or dead.
    public func authenticate(bearer text: String, from origin: CallOrigin) throws(AdminError) -> Caller? {
        if let client = try client(bearer: text) { return .client(client) }
        return try admission.authenticate(
            text, from: origin.address, userAgent: origin.userAgent
        ).map { .apiKey($0) }
    }

    /// The client behind an access token; `nil` where the text is none, or a dead one.
    func client(bearer text: String) throws(AdminError) -> ClientCaller? {
        try tokens.find(text, at: time.now()).map { token in
            ClientCaller(
                clientID: token.clientID, organizationID: token.organizationID, userID: token.userID,
                scopes: token.scopes, tokenID: token.id)
        }
    }

    /// Counts a wrong token or key against the address that sent it.
    ///
    /// - Throws: `tooManyRequests` once that address has sent many. A right one is always let through: behind a proxy all
    ///   callers may share one address, and a secret of 178 bits needs no lock-out.
    func noteWrongBearer(from origin: CallOrigin) throws(AdminError) {
        let now = time.now()
        try throttle.check(client: "bearer", address: origin.throttleKey, at: now)
        throttle.noteFailure(client: "bearer", address: origin.throttleKey, at: now)
    }

    func noteWrongKey(from origin: CallOrigin) {
        throttle.countFailure()
    }

    /// RFC 7662: the token, if it is active and the client may know of it: its own, those of its tenant with
    /// `clients.read`, and all of them for such a client of the platform.
    public func introspectToken(
        _ text: String?, as credential: ClientCredential, from origin: CallOrigin
    ) throws(AdminError) -> AccessToken? {
        let client = try authenticator.authenticate(credential, from: origin.throttleKey).client
        guard let token = try tokens.find(try required(text), at: time.now()) else { return nil }
        if token.clientID == client.id { return token }
        guard client.scopes.grants(.clientsRead) else { return nil }
        return client.organizationID == nil || client.organizationID == token.organizationID ? token : nil
    }

    /// RFC 7009: ends the client's own token at once. Whatever else the text may be, the answer is the same and nothing
    /// happens.
    public func revokeToken(
        _ text: String?, as credential: ClientCredential, from origin: CallOrigin
    ) async throws(AdminError) {
        let client = try authenticator.authenticate(credential, from: origin.throttleKey).client
        guard let token = try tokens.find(try required(text), at: time.now()), token.clientID == client.id else {
            return
        }
        try await database.write { transaction throws(AdminError) in
            try transaction.accessTokens.delete(token.id)
            transaction.afterCommit { [tokens] in tokens.remove(token.digest) }
            try audit.record(
                .tokenRevoke, token.id, in: client.organizationID, for: ClientCall(client: client, origin: origin),
                [:], transaction)
        }
    }

    /// Asked for once the client has been recognised: who is nobody is not told what is missing.
    private func required(_ token: String?) throws(AdminError) -> String {
        guard let token else { throw .invalid("token", "token is required.") }
        return token
    }
}
