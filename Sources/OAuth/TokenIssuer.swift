import Domain
import KeyVault
import Storage

/// A token that only has to be written: all of it that no transaction is needed for, and its text, which is shown this once.
public struct DraftToken: Sendable {
    public let id: AccessTokenID
    public let secret: Secret
    public let scopes: Set<Scope>
    public let lifetimeSeconds: Int64
    let digest: SecretDigest
}

/// Makes access tokens for authenticated clients (RFC 6749 §4.4).
public struct TokenIssuer: Sendable {
    private let directory: TokenDirectory
    private let peppers: PepperRing
    private let identifiers: any IdentifierSource
    private let lifetimeSeconds: Int64
    private let maximumPerClient: Int

    /// - Parameters:
    ///   - lifetimeSeconds: how long a token lives, 60 … 86 400.
    ///   - maximumPerClient: live tokens one client may hold; the next one ends its oldest.
    public init(
        directory: TokenDirectory, peppers: PepperRing, identifiers: any IdentifierSource, lifetimeSeconds: Int64,
        maximumPerClient: Int
    ) {
        self.directory = directory
        self.peppers = peppers
        self.identifiers = identifiers
        self.lifetimeSeconds = lifetimeSeconds
        self.maximumPerClient = maximumPerClient
    }

    /// What a token gets: what was asked for, as far as the client has it; everything it has where nothing was asked.
    ///
    /// - Parameter request: the `scope` parameter, names with spaces between.
    /// - Throws: `invalidScope` for a name that is no scope, and where nothing is left.
    public func scopes(_ request: String?, for client: OAuthClient) throws(AdminError) -> Set<Scope> {
        guard let request, !request.allSatisfy({ $0 == " " }) else { return client.scopes }
        let wanted: Set<Scope>
        switch Set<Scope>.parse(request.split(separator: " ")) {
        case .success(let scopes): wanted = scopes
        case .failure(let unknown):
            throw AdminError(
                .invalidScope, "There is no scope '\(SecretFormat.quotable(unknown.word))'.", param: "scope")
        }
        // A client with everything gets exactly what it asks for; asking for everything gets whatever the client has.
        let granted = wanted.contains(.all) ? client.scopes : wanted.filter { client.scopes.grants($0) }
        guard !granted.isEmpty else {
            throw AdminError(.invalidScope, "The client has none of these scopes.", param: "scope")
        }
        return granted
    }

    public func draft(_ scopes: Set<Scope>, at now: Instant) throws(AdminError) -> DraftToken {
        let secret = try SecretFormat.mint(.accessToken)
        return DraftToken(
            id: identifiers.next(AccessToken.self, at: now), secret: secret, scopes: scopes,
            lifetimeSeconds: lifetimeSeconds, digest: try peppers.digest(secret).digest)
    }

    /// Makes a token of a draft. Between `beginWrite` and `endWrite` of the directory.
    ///
    /// - Parameter generation: that of the client's tokens, in this very transaction.
    ///
    /// A client that holds as many as it may loses the one that expires first: it does not lock itself out, and what leaks stays bounded.
    public func issue(
        _ draft: DraftToken, to client: OAuthClient, generation: Int64, in transaction: any Transaction
    ) throws(AdminError) {
        try makeRoom(for: client.id, in: transaction)
        let now = transaction.now
        let token = AccessToken(
            id: draft.id, clientID: client.id, organizationID: client.organizationID, userID: client.userID,
            scopes: draft.scopes, digest: draft.digest, issuedAt: now,
            expiresAt: now.adding(seconds: draft.lifetimeSeconds), generation: generation)
        try transaction.accessTokens.insert(token)
        transaction.afterCommit { [directory] in directory.apply(token) }
    }

    /// Memory lags behind the calls that share a commit with this one, so it is believed only where it says yes with all of
    /// those counted; otherwise the transaction is asked, which walks over the client's tokens.
    private func makeRoom(for client: OAuthClientID, in transaction: any Transaction) throws(AdminError) {
        guard directory.mostLive(of: client) > maximumPerClient else { return }
        let ended = try transaction.accessTokens.deleteOldest(of: client, keeping: maximumPerClient - 1)
        guard !ended.isEmpty else { return }
        transaction.afterCommit { [directory] in for digest in ended { directory.remove(digest) } }
    }
}
