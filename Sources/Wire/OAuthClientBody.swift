public struct OAuthClientBody: Codable, Sendable {
    public let clientID: String
    public var object = "oauth_client"
    /// `null`: a client of the platform.
    public let organizationID: Nullable<String>
    public let name: String
    public let userID: Nullable<String>
    public let scopes: [String]
    public let enabled: Bool
    /// The secret in the reply to create and rotate, this once; masked elsewhere.
    public let clientSecret: String
    public let rotation: Nullable<KeyRotationBody>
    public let createdAt: String
    public let updatedAt: String

    public init(
        clientID: String, organizationID: String?, name: String, userID: String?, scopes: [String], enabled: Bool,
        clientSecret: String, rotation: KeyRotationBody?, createdAt: String, updatedAt: String
    ) {
        self.clientID = clientID
        self.organizationID = Nullable(organizationID)
        self.name = name
        self.userID = Nullable(userID)
        self.scopes = scopes
        self.enabled = enabled
        self.clientSecret = clientSecret
        self.rotation = Nullable(rotation)
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, name, scopes, enabled, rotation
        case clientID = "client_id"
        case organizationID = "organization_id"
        case userID = "user_id"
        case clientSecret = "client_secret"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

public struct CreateClientBody: StrictBody {
    public var name: String
    public var scopes: [String]
    public var userID: String?

    public init(name: String, scopes: [String], userID: String? = nil) {
        self.name = name
        self.scopes = scopes
        self.userID = userID
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, scopes
        case userID = "user_id"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}

public struct UpdateClientBody: StrictBody {
    public var name: Change<String> = .keep
    public var scopes: Change<[String]> = .keep
    public var userID: Change<String> = .keep
    public var enabled: Change<Bool> = .keep

    public init() {}

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, scopes, enabled
        case userID = "user_id"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}
