/// A model with what takes over for it, in the order in which a call tries them.
public struct ModelResolutionBody: Codable, Sendable {
    public var object = "model.resolution"
    /// Whose lists and rights were looked at; null for the organization's.
    public let teamID: Nullable<String>
    public let model: ResolvedModelBody
    public let fallbacks: [ResolvedModelBody]

    public init(teamID: String?, model: ResolvedModelBody, fallbacks: [ResolvedModelBody]) {
        self.teamID = Nullable(teamID)
        self.model = model
        self.fallbacks = fallbacks
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, model, fallbacks
        case teamID = "team_id"
    }
}

/// A model in a chain.
public struct ResolvedModelBody: Codable, Sendable {
    public let id: String
    public let name: String
    public let provider: String
    /// 0 for the model that was asked for, 1 for its own list, 2 for the lists of those.
    public let depth: Int
    /// The id of the model in whose list it stands; null for the model that was asked for.
    public let via: Nullable<String>
    /// Whether that list is the team's own: false where it is the organization's.
    public let teamList: Bool
    /// Whether a call tries it; the warnings say why not.
    public let usable: Bool
    public let warnings: [ResolutionWarningBody]

    public init(
        id: String, name: String, provider: String, depth: Int, via: String?, teamList: Bool, usable: Bool,
        warnings: [ResolutionWarningBody]
    ) {
        self.id = id
        self.name = name
        self.provider = provider
        self.depth = depth
        self.via = Nullable(via)
        self.teamList = teamList
        self.usable = usable
        self.warnings = warnings
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, name, provider, depth, via, usable, warnings
        case teamList = "team_list"
    }
}

public struct ResolutionWarningBody: Codable, Sendable {
    /// `overridden`, `disabled`, `not_allowed`, `missing_capability`, `smaller_context_window`, `unpriced`,
    /// `much_dearer`.
    public let code: String
    public let message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case code, message }
}
