public typealias TeamID = Identifier<Team>

/// A group in an organization; most keys belong to one.
public struct Team: Hashable, Sendable {
    public let id: TeamID
    public let organizationID: OrganizationID
    public var name: DisplayName
    public var slug: Slug
    public var description: String
    /// What a new key of the team starts with where its own request says nothing.
    public var metadata: Metadata
    public let createdAt: Instant
    public var updatedAt: Instant

    public init(
        id: TeamID, organizationID: OrganizationID, name: DisplayName, slug: Slug, description: String,
        metadata: Metadata, createdAt: Instant, updatedAt: Instant
    ) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.slug = slug
        self.description = description
        self.metadata = metadata
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// A user's place in a team.
public struct TeamMember: Hashable, Sendable {
    public enum Role: String, CaseIterable, Sendable { case admin, member }

    public let teamID: TeamID
    public let userID: UserID
    public let organizationID: OrganizationID
    public var role: Role
    public let createdAt: Instant
    public var updatedAt: Instant

    public init(
        teamID: TeamID, userID: UserID, organizationID: OrganizationID, role: Role, createdAt: Instant,
        updatedAt: Instant
    ) {
        self.teamID = teamID
        self.userID = userID
        self.organizationID = organizationID
        self.role = role
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
