public typealias APIKeyID = Identifier<APIKey>

/// What a gateway's caller presents. The id stays for life; the secret comes and goes.
public struct APIKey: Hashable, Sendable {
    public let id: APIKeyID
    public let organizationID: OrganizationID
    public let owner: KeyOwner
    public var name: DisplayName
    public var isEnabled: Bool
    /// Soft deletion: the row stays for the history, the secrets are dead.
    public var isRemoved: Bool
    public var expiresAt: Instant?
    /// `nil` leaves the owner's models as they are; a list narrows them.
    public var allowedModels: [ModelPattern]?
    /// Empty allows every address.
    public var allowedAddresses: [AddressBlock]
    public var metadata: Metadata
    public let createdAt: Instant
    public var updatedAt: Instant
    /// True to the minute.
    public var lastUsedAt: Instant?
    public var rotationPolicy: RotationPolicy?
    /// When the next rotation is planned for.
    public var nextRotationAt: Instant?
    /// When it was announced that this rotation comes near; `nil` again once the key is rotated.
    public var rotationAnnouncedAt: Instant?
    public var secrets: LiveSecrets

    public init(
        id: APIKeyID, organizationID: OrganizationID, owner: KeyOwner, name: DisplayName, isEnabled: Bool,
        isRemoved: Bool, expiresAt: Instant?, allowedModels: [ModelPattern]?, allowedAddresses: [AddressBlock],
        metadata: Metadata, createdAt: Instant, updatedAt: Instant, lastUsedAt: Instant?,
        rotationPolicy: RotationPolicy? = nil, nextRotationAt: Instant? = nil, rotationAnnouncedAt: Instant? = nil,
        secrets: LiveSecrets
    ) {
        self.id = id
        self.organizationID = organizationID
        self.owner = owner
        self.name = name
        self.isEnabled = isEnabled
        self.isRemoved = isRemoved
        self.expiresAt = expiresAt
        self.allowedModels = allowedModels
        self.allowedAddresses = allowedAddresses
        self.metadata = metadata
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.lastUsedAt = lastUsedAt
        self.rotationPolicy = rotationPolicy
        self.nextRotationAt = nextRotationAt
        self.rotationAnnouncedAt = rotationAnnouncedAt
        self.secrets = secrets
    }
}

/// A key belongs to exactly one team or one user.
public enum KeyOwner: Hashable, Sendable {
    case team(TeamID)
    case user(UserID)

    public var teamID: TeamID? { if case .team(let id) = self { id } else { nil } }
    public var userID: UserID? { if case .user(let id) = self { id } else { nil } }
}
