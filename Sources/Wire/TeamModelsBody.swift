/// Which models a team may use.
public struct TeamModelsBody: Codable, Sendable {
    public var object = "team_models"
    public let teamID: String
    /// `all`, `listed`.
    public let mode: String
    /// Names, ids, and beginnings of names that end in `*`. Without effect while the mode is `all`.
    public let models: [String]

    public init(teamID: String, mode: String, models: [String]) {
        self.teamID = teamID
        self.mode = mode
        self.models = models
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, mode, models
        case teamID = "team_id"
    }
}

/// Replaces what a team may use.
public struct SetTeamModelsBody: StrictBody {
    public var mode: String
    public var models: [String]?

    public init(mode: String, models: [String]? = nil) {
        self.mode = mode
        self.models = models
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case mode, models }
    public static var fields: [String] { names(CodingKeys.self) }
}
