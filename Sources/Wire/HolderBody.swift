/// What the holder of a key may know of it.
public struct HolderBody: Codable, Sendable {
    public var object = "api_key_holder"
    public let keyID: String
    public let name: String
    public let organizationID: String
    public var teamID: String?
    public var userID: String?
    public let metadata: [String: String]
    /// Null where the key has no list of its own.
    public let allowedModels: Nullable<[String]>
    public let expiresAt: Nullable<String>
    /// The call came under the outgoing secret of a rotation.
    public let inTransition: Bool
    /// When that secret ends.
    public let secretEndsAt: Nullable<String>
    /// When the key is to be rotated next, where there is a plan.
    public let nextRotationAt: Nullable<String>

    public init(
        keyID: String, name: String, organizationID: String, teamID: String?, userID: String?,
        metadata: [String: String], allowedModels: [String]?, expiresAt: String?, inTransition: Bool,
        secretEndsAt: String?, nextRotationAt: String?
    ) {
        self.keyID = keyID
        self.name = name
        self.organizationID = organizationID
        self.teamID = teamID
        self.userID = userID
        self.metadata = metadata
        self.allowedModels = Nullable(allowedModels)
        self.expiresAt = Nullable(expiresAt)
        self.inTransition = inTransition
        self.secretEndsAt = Nullable(secretEndsAt)
        self.nextRotationAt = Nullable(nextRotationAt)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, name, metadata
        case keyID = "key_id"
        case organizationID = "organization_id"
        case teamID = "team_id"
        case userID = "user_id"
        case allowedModels = "allowed_models"
        case expiresAt = "expires_at"
        case inTransition = "in_transition"
        case secretEndsAt = "secret_ends_at"
        case nextRotationAt = "next_rotation_at"
    }
}
