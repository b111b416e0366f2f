public struct UserBody: Codable, Sendable {
    public let id: String
    public var object = "user"
    public let organizationID: String
    public let email: String
    public let name: String
    public let role: String
    public let status: String
    public let createdAt: String
    public let updatedAt: String

    public init(
        id: String, organizationID: String, email: String, name: String, role: String, status: String,
        createdAt: String, updatedAt: String
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

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, email, name, role, status
        case organizationID = "organization_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

public struct CreateUserBody: StrictBody {
    public var email: String
    public var name: String
    public var role: String?

    public init(email: String, name: String, role: String? = nil) {
        self.email = email
        self.name = name
        self.role = role
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case email, name, role }
    public static var fields: [String] { names(CodingKeys.self) }
}

public struct UpdateUserBody: StrictBody {
    public var email: Change<String> = .keep
    public var name: Change<String> = .keep
    public var role: Change<String> = .keep
    public var status: Change<String> = .keep

    public init() {}

    public enum CodingKeys: String, CodingKey, CaseIterable { case email, name, role, status }
    public static var fields: [String] { names(CodingKeys.self) }
}
