public typealias OAuthClientID = Identifier<OAuthClient>

/// How a tool reaches the management API (RFC 6749 §4.4).
public struct OAuthClient: Hashable, Sendable {
    public let id: OAuthClientID
    /// `nil`: the platform's own, as the root client is.
    public let organizationID: OrganizationID?
    public var name: DisplayName
    /// Whose keys `/v1/user/…` speaks of.
    public var userID: UserID?
    public var scopes: Set<Scope>
    public var isEnabled: Bool
    public let createdAt: Instant
    public var updatedAt: Instant
    public var secrets: LiveSecrets

    public init(
        id: OAuthClientID, organizationID: OrganizationID?, name: DisplayName, userID: UserID?, scopes: Set<Scope>,
        isEnabled: Bool, createdAt: Instant, updatedAt: Instant, secrets: LiveSecrets
    ) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.userID = userID
        self.scopes = scopes
        self.isEnabled = isEnabled
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.secrets = secrets
    }
}

public typealias AccessTokenID = Identifier<AccessToken>

/// A reference token: opaque to who holds it, looked up by its digest, revocable at once.
public struct AccessToken: Hashable, Sendable {
    public let id: AccessTokenID
    public let clientID: OAuthClientID
    public let organizationID: OrganizationID?
    public let userID: UserID?
    public let scopes: Set<Scope>
    public let digest: SecretDigest
    public let issuedAt: Instant
    public let expiresAt: Instant
    /// That of the client's tokens when this one was issued: it ends when the client gets the next.
    public let generation: Int64

    public init(
        id: AccessTokenID, clientID: OAuthClientID, organizationID: OrganizationID?, userID: UserID?,
        scopes: Set<Scope>, digest: SecretDigest, issuedAt: Instant, expiresAt: Instant, generation: Int64
    ) {
        self.id = id
        self.clientID = clientID
        self.organizationID = organizationID
        self.userID = userID
        self.scopes = scopes
        self.digest = digest
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.generation = generation
    }
}
