public typealias UserID = Identifier<User>

/// A person in an organization.
public struct User: Hashable, Sendable {
    public enum Role: String, CaseIterable, Sendable { case owner, admin, member }
    public enum Status: String, CaseIterable, Sendable { case active, disabled }

    public let id: UserID
    public let organizationID: OrganizationID
    public var email: EmailAddress
    public var name: DisplayName
    public var role: Role
    public var status: Status
    public let createdAt: Instant
    public var updatedAt: Instant

    public init(
        id: UserID, organizationID: OrganizationID, email: EmailAddress, name: DisplayName, role: Role, status: Status,
        createdAt: Instant, updatedAt: Instant
    ) {
        self.id = id
        self.organizationID = organizationID
        self.email = email
        self.name = name
        self.role = role
        self.status = status
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
