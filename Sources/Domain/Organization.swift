public typealias OrganizationID = Identifier<Organization>

/// The tenant: everything else belongs to one.
public struct Organization: Hashable, Sendable {
    public enum Status: String, CaseIterable, Sendable { case active, disabled }

    public let id: OrganizationID
    public var name: DisplayName
    public var slug: Slug
    public var timeZone: TimeZoneName
    public var status: Status
    public var keyCeilings: KeyCeilings
    /// What a new team may use, and a user who is in no team.
    public var defaultTeamModels: ModelAccessMode
    public let createdAt: Instant
    public var updatedAt: Instant

    public init(
        id: OrganizationID, name: DisplayName, slug: Slug, timeZone: TimeZoneName, status: Status,
        keyCeilings: KeyCeilings, defaultTeamModels: ModelAccessMode = .all, createdAt: Instant, updatedAt: Instant
    ) {
        self.id = id
        self.name = name
        self.slug = slug
        self.timeZone = timeZone
        self.status = status
        self.keyCeilings = keyCeilings
        self.defaultTeamModels = defaultTeamModels
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// How far keys may go in an organization. `nil` is no ceiling.
public struct KeyCeilings: Hashable, Sendable {
    /// Seconds from a key's creation to its latest expiry, 60 … 3 155 760 000 (a hundred years).
    public var maximumLifetimeSeconds: Int64?
    /// Live keys of one team or user, 1 … 1 000 000.
    public var maximumKeysPerOwner: Int64?

    public static let none = KeyCeilings(checkedLifetime: nil, checkedKeys: nil)

    private init(checkedLifetime: Int64?, checkedKeys: Int64?) {
        maximumLifetimeSeconds = checkedLifetime
        maximumKeysPerOwner = checkedKeys
    }

    public init(maximumLifetimeSeconds: Int64?, maximumKeysPerOwner: Int64?) throws(AdminError) {
        if let seconds = maximumLifetimeSeconds, !(60...3_155_760_000).contains(seconds) {
            throw .invalid(
                "key_ceilings.max_lifetime_seconds", "max_lifetime_seconds must be between 60 and 3155760000, or null.")
        }
        if let keys = maximumKeysPerOwner, !(1...1_000_000).contains(keys) {
            throw .invalid(
                "key_ceilings.max_keys_per_owner", "max_keys_per_owner must be between 1 and 1000000, or null.")
        }
        self.init(checkedLifetime: maximumLifetimeSeconds, checkedKeys: maximumKeysPerOwner)
    }
}

/// How a request names an organization.
public enum OrganizationReference: Hashable, Sendable {
    case id(OrganizationID)
    case slug(Slug)
}
