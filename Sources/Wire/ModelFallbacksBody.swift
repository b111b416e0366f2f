/// What takes over for a model, in order. Ids, whatever the request named the models by.
public struct ModelFallbacksBody: Codable, Sendable {
    /// The model's.
    public let id: String
    public let fallbackIDs: [String]
    public let createdAt: String
    public let updatedAt: String

    public init(id: String, fallbackIDs: [String], createdAt: String, updatedAt: String) {
        self.id = id
        self.fallbackIDs = fallbackIDs
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id
        case fallbackIDs = "fallback_ids"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

/// The list that is to be: ids or names.
public struct SetModelFallbacksBody: StrictBody {
    public var models: [String]

    public init(models: [String]) {
        self.models = models
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case models }
    public static var fields: [String] { names(CodingKeys.self) }
}

/// A list of fallbacks, by whose it is.
public struct FallbackListBody: Codable, Sendable {
    /// Of the model whose list it is.
    public let id: String
    /// Null for the organization's list.
    public let teamID: Nullable<String>

    public init(id: String, teamID: String?) {
        self.id = id
        self.teamID = Nullable(teamID)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id
        case teamID = "team_id"
    }
}

/// What became of the lists that named a model which was deleted.
public struct ModelDeletionBody: Codable, Sendable {
    public let id: String
    public var object = "model"
    public var deleted = true
    public let removedFromFallbacks: [FallbackListBody]

    public init(id: String, removedFromFallbacks: [FallbackListBody]) {
        self.id = id
        self.removedFromFallbacks = removedFromFallbacks
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, deleted
        case removedFromFallbacks = "removed_from_fallbacks"
    }
}
