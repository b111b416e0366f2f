import Domain

/// A call as policies see it.
public struct PolicyCall: Hashable, Sendable {
    public let keyID: APIKeyID
    public let organizationID: OrganizationID
    public let owner: KeyOwner
    /// The name in the catalogue; `nil` where the call names no model.
    public let model: String?
    public let provider: String?
    let keyMetadata: Metadata
    let requestMetadata: Metadata

    public init(
        keyID: APIKeyID, organizationID: OrganizationID, owner: KeyOwner, model: String? = nil,
        provider: String? = nil, keyMetadata: Metadata = .empty, requestMetadata: Metadata = .empty
    ) {
        self.keyID = keyID
        self.organizationID = organizationID
        self.owner = owner
        self.model = model
        self.provider = provider
        self.keyMetadata = keyMetadata
        self.requestMetadata = requestMetadata
    }

    /// `nil` for what the call lacks: a user's key has no team, a team's key no user.
    public func value(of attribute: PolicyAttribute) -> String? {
        switch attribute {
        case .apiKey: keyID.text
        case .organizationID: organizationID.text
        case .teamID: teamID?.text
        case .userID: userID?.text
        case .model: model
        case .provider: provider
        case .metadata(let name): keyMetadata.entries[name] ?? requestMetadata.entries[name]
        }
    }

    var teamID: TeamID? { owner.teamID }
    var userID: UserID? { owner.userID }
}
