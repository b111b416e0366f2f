import Domain

/// A key whose next rotation is planned for a date.
public struct DueKey: Sendable {
    public let organizationID: OrganizationID
    public let id: APIKeyID
    public let at: Instant
}
