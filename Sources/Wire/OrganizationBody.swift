public struct OrganizationBody: Codable, Sendable {
    public let id: String
    public var object = "organization"
    public let name: String
    public let slug: String
    public let timeZone: String
    public let status: String
    public let keyCeilings: KeyCeilingsReplyBody
    /// What a new team may use, and a user in no team: `all`, `listed`.
    public let defaultTeamModels: String
    public let createdAt: String
    public let updatedAt: String

    public init(
        id: String, name: String, slug: String, timeZone: String, status: String, keyCeilings: KeyCeilingsReplyBody,
        defaultTeamModels: String, createdAt: String, updatedAt: String
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

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, name, slug, status
        case timeZone = "time_zone"
        case keyCeilings = "key_ceilings"
        case defaultTeamModels = "default_team_models"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

/// How far keys may go in an organization; `null` is no ceiling.
public struct KeyCeilingsReplyBody: Codable, Sendable {
    public let maxLifetimeSeconds: Nullable<Int64>
    public let maxKeysPerOwner: Nullable<Int64>

    public init(maxLifetimeSeconds: Int64?, maxKeysPerOwner: Int64?) {
        self.maxLifetimeSeconds = Nullable(maxLifetimeSeconds)
        self.maxKeysPerOwner = Nullable(maxKeysPerOwner)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case maxLifetimeSeconds = "max_lifetime_seconds"
        case maxKeysPerOwner = "max_keys_per_owner"
    }
}

/// What a request says of the ceilings: what is absent stays, `null` lifts a ceiling.
public struct KeyCeilingsBody: StrictBody, Equatable {
    public var maxLifetimeSeconds: Change<Int64>
    public var maxKeysPerOwner: Change<Int64>

    public init(maxLifetimeSeconds: Change<Int64> = .keep, maxKeysPerOwner: Change<Int64> = .keep) {
        self.maxLifetimeSeconds = maxLifetimeSeconds
        self.maxKeysPerOwner = maxKeysPerOwner
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case maxLifetimeSeconds = "max_lifetime_seconds"
        case maxKeysPerOwner = "max_keys_per_owner"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}

public struct CreateOrganizationBody: StrictBody {
    public var name: String
    public var slug: String?
    public var timeZone: String?
    public var keyCeilings: KeyCeilingsBody?
    /// `all` where absent.
    public var defaultTeamModels: String?

    public init(name: String, slug: String? = nil, timeZone: String? = nil, keyCeilings: KeyCeilingsBody? = nil) {
        self.name = name
        self.slug = slug
        self.timeZone = timeZone
        self.keyCeilings = keyCeilings
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, slug
        case timeZone = "time_zone"
        case keyCeilings = "key_ceilings"
        case defaultTeamModels = "default_team_models"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["key_ceilings": KeyCeilingsBody.fields] }
}

public struct UpdateOrganizationBody: StrictBody {
    public var name: Change<String> = .keep
    public var slug: Change<String> = .keep
    public var timeZone: Change<String> = .keep
    public var status: Change<String> = .keep
    public var keyCeilings: Change<KeyCeilingsBody> = .keep
    public var defaultTeamModels: Change<String> = .keep

    public init() {}

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, slug, status
        case timeZone = "time_zone"
        case keyCeilings = "key_ceilings"
        case defaultTeamModels = "default_team_models"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["key_ceilings": KeyCeilingsBody.fields] }
}
