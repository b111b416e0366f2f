/// Which models a team may use, as its organization said.
public struct TeamModels: Hashable, Sendable {
    public let teamID: TeamID
    public let organizationID: OrganizationID
    public var mode: ModelAccessMode
    /// Kept while the mode is `all`, and then without effect.
    public var models: [ModelPattern]
    public var updatedAt: Instant

    public init(
        teamID: TeamID, organizationID: OrganizationID, mode: ModelAccessMode, models: [ModelPattern],
        updatedAt: Instant
    ) {
        self.teamID = teamID
        self.organizationID = organizationID
        self.mode = mode
        self.models = models
        self.updatedAt = updatedAt
    }
}

public enum ModelAccessMode: String, CaseIterable, Hashable, Sendable {
    /// Every model that the organization has.
    case all
    /// Those that a list names, and no others.
    case listed
}
