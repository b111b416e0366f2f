public struct TeamBody: Codable, Sendable {
    public let id: String
    public var object = "team"
    public let organizationID: String
    public let name: String
    public let slug: String
    public let description: String
    public let metadata: [String: String]
    public let createdAt: String
    public let updatedAt: String

    public init(
        id: String, organizationID: String, name: String, slug: String, description: String,
        metadata: [String: String], createdAt: String, updatedAt: String
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

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, name, slug, description, metadata
        case organizationID = "organization_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

public struct CreateTeamBody: StrictBody {
    public var name: String
    public var slug: String?
    public var description: String?
    public var metadata: [String: String]?

    public init(name: String, slug: String? = nil, description: String? = nil, metadata: [String: String]? = nil) {
        self.name = name
        self.slug = slug
        self.description = description
        self.metadata = metadata
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case name, slug, description, metadata }
    public static var fields: [String] { names(CodingKeys.self) }
}

public struct UpdateTeamBody: StrictBody {
    public var name: Change<String> = .keep
    public var slug: Change<String> = .keep
    public var description: Change<String> = .keep
    public var metadata: Change<[String: String]> = .keep

    public init() {}

    public enum CodingKeys: String, CodingKey, CaseIterable { case name, slug, description, metadata }
    public static var fields: [String] { names(CodingKeys.self) }
}

public struct TeamMemberBody: Codable, Sendable {
    public var object = "team_member"
    public let teamID: String
    public let userID: String
    public let role: String
    public let createdAt: String
    public let updatedAt: String

    public init(teamID: String, userID: String, role: String, createdAt: String, updatedAt: String) {
        self.teamID = teamID
        self.userID = userID
        self.role = role
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, role
        case teamID = "team_id"
        case userID = "user_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

public struct CreateTeamMemberBody: StrictBody {
    public var role: String?

    public init(role: String? = nil) {
        self.role = role
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case role }
    public static var fields: [String] { names(CodingKeys.self) }
}

public struct UpdateTeamMemberBody: StrictBody {
    public var role: Change<String> = .keep

    public init() {}

    public enum CodingKeys: String, CodingKey, CaseIterable { case role }
    public static var fields: [String] { names(CodingKeys.self) }
}
