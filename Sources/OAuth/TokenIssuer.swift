import Domain
import KeyVault
import Storage

/// A token that was just made, with its text, which is shown this once.
public struct IssuedToken: Sendable {
    public let token: AccessToken
    public let secret: Secret
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
    ///   - maximumPerClient: live tokens one client may hold: who asks for more has a leak.
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
            throw AdminError(.invalidScope, "There is no scope \(Self.quoted(unknown.word)).", param: "scope")
        }
        // A client with everything gets exactly what it asks for; asking for everything gets whatever the client has.
        let granted = wanted.contains(.all) ? client.scopes : wanted.filter { client.scopes.grants($0) }
        guard !granted.isEmpty else {
            throw AdminError(.invalidScope, "The client has none of these scopes.", param: "scope")
        }
        return granted
    }

    public func issue(
        to client: OAuthClient, scopes: Set<Scope>, in transaction: any Transaction
    ) throws(AdminError) -> IssuedToken {
        // Asked of the transaction: what memory knows lags behind the calls that share a commit with this one.
        guard try !transaction.accessTokens.hasLive(maximumPerClient, of: client.id) else {
            throw AdminError(
                .tooManyRequests,
                "The client holds \(maximumPerClient) live tokens. Reuse a token until it expires, or revoke some.",
                retryAfterSeconds: 60)
        }
        let secret = try SecretFormat.mint(.accessToken)
        let now = transaction.now
        let token = AccessToken(
            id: identifiers.next(AccessToken.self, at: now), clientID: client.id,
            organizationID: client.organizationID, userID: client.userID, scopes: scopes,
            digest: try peppers.digest(secret).digest, issuedAt: now, expiresAt: now.adding(seconds: lifetimeSeconds))
        try transaction.accessTokens.insert(token)
        transaction.afterCommit { [directory] in directory.apply(token) }
        return IssuedToken(token: token, secret: secret)
    }

    /// A word from outside, cut and cleaned so that it can stand in an error.
    private static func quoted(_ word: String) -> String {
        "'" + String(word.unicodeScalars.filter { (0x21...0x7E).contains($0.value) }.prefix(64).map(Character.init))
            + "'"
    }
}
