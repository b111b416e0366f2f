/// What takes over for a model, in order: the organization's list, or one that stands in its place for a team.
public struct ModelFallbacks: Hashable, Sendable {
    public let modelID: ModelID
    public let organizationID: OrganizationID
    /// `nil`: the organization's.
    public let teamID: TeamID?
    /// May be empty: then nothing takes over.
    public var fallbackIDs: [ModelID]
    public let createdAt: Instant
    public var updatedAt: Instant

    public init(
        modelID: ModelID, organizationID: OrganizationID, teamID: TeamID?, fallbackIDs: [ModelID], createdAt: Instant,
        updatedAt: Instant
    ) {
        self.modelID = modelID
        self.organizationID = organizationID
        self.teamID = teamID
        self.fallbackIDs = fallbackIDs
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
