/// Who is calling, once that has been established.
public enum Caller: Hashable, Sendable {
    case client(ClientCaller)
    case apiKey(KeyCaller)
    /// The operator at the machine: `admind init`, `admind recover-root`.
    case operatorAtHost
    /// The daemon itself, doing its own housekeeping.
    case system
}

/// A tool with an access token.
public struct ClientCaller: Hashable, Sendable {
    public let clientID: OAuthClientID
    /// `nil`: a client of the platform, which chooses its tenant per call.
    public let organizationID: OrganizationID?
    public let userID: UserID?
    public let scopes: Set<Scope>
    public let tokenID: AccessTokenID

    public init(
        clientID: OAuthClientID, organizationID: OrganizationID?, userID: UserID?, scopes: Set<Scope>,
        tokenID: AccessTokenID
    ) {
        self.clientID = clientID
        self.organizationID = organizationID
        self.userID = userID
        self.scopes = scopes
        self.tokenID = tokenID
    }
}

/// Who holds an API key, speaking for that key alone.
public struct KeyCaller: Hashable, Sendable {
    public let keyID: APIKeyID
    public let organizationID: OrganizationID
    public let owner: KeyOwner
    /// Of the secret that was presented: what changes a key has to see that it still stands.
    public let presented: SecretDigest
    /// Set where the call came under the outgoing secret of a rotation.
    public let outgoing: Transition?

    public init(
        keyID: APIKeyID, organizationID: OrganizationID, owner: KeyOwner, presented: SecretDigest,
        outgoing: Transition?
    ) {
        self.keyID = keyID
        self.organizationID = organizationID
        self.owner = owner
        self.presented = presented
        self.outgoing = outgoing
    }
}

/// When a rotation began and when the outgoing secret ends.
public struct Transition: Hashable, Sendable {
    public let beganAt: Instant
    public let endsAt: Instant

    public init(beganAt: Instant, endsAt: Instant) {
        self.beganAt = beganAt
        self.endsAt = endsAt
    }
}
