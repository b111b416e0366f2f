/// A key as it is shown. `api_key` is the secret only in the reply to create, rotate and regenerate; masked elsewhere.
public struct APIKeyBody: Codable, Sendable {
    public let id: String
    public var object = "api_key"
    public let apiKey: String
    public let name: String
    public let enabled: Bool
    public let removed: Bool
    public let teamID: String?
    public let userID: String?
    public let metadata: [String: String]
    public let allowedModels: Nullable<[String]>
    public let allowedAddresses: [String]
    public let rotation: Nullable<KeyRotationBody>
    public let rotationPolicy: Nullable<RotationPolicyBody>
    public let nextRotationAt: Nullable<String>
    public let createdAt: String
    public let updatedAt: String
    /// Absent until the key is used.
    public let lastUsedAt: String?
    /// Absent where the key does not expire.
    public let expirationDate: String?
    /// What was given on the key; absent where nothing was.
    public let rateLimits: [KeyRateLimitBody]?
    public let usageLimits: KeyUsageLimitBody?

    public init(
        id: String, apiKey: String, name: String, enabled: Bool, removed: Bool, teamID: String?, userID: String?,
        metadata: [String: String], allowedModels: [String]?, allowedAddresses: [String], rotation: KeyRotationBody?,
        rotationPolicy: RotationPolicyBody? = nil, nextRotationAt: String? = nil, createdAt: String, updatedAt: String,
        lastUsedAt: String?, expirationDate: String?, rateLimits: [KeyRateLimitBody]? = nil,
        usageLimits: KeyUsageLimitBody? = nil
    ) {
        self.id = id
        self.apiKey = apiKey
        self.name = name
        self.enabled = enabled
        self.removed = removed
        self.teamID = teamID
        self.userID = userID
        self.metadata = metadata
        self.allowedModels = Nullable(allowedModels)
        self.allowedAddresses = allowedAddresses
        self.rotation = Nullable(rotation)
        self.rotationPolicy = Nullable(rotationPolicy)
        self.nextRotationAt = Nullable(nextRotationAt)
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.lastUsedAt = lastUsedAt
        self.expirationDate = expirationDate
        self.rateLimits = rateLimits
        self.usageLimits = usageLimits
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, name, enabled, removed, metadata, rotation
        case apiKey = "api_key"
        case rotationPolicy = "rotation_policy"
        case nextRotationAt = "next_rotation_at"
        case teamID = "team_id"
        case userID = "user_id"
        case allowedModels = "allowed_models"
        case allowedAddresses = "allowed_addresses"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case lastUsedAt = "last_used_at"
        case expirationDate = "expiration_date"
        case rateLimits = "rate_limits"
        case usageLimits = "usage_limits"
    }
}

/// The transition that is under way.
public struct KeyRotationBody: Codable, Sendable {
    public let beganAt: String
    public let endsAt: String

    public init(beganAt: String, endsAt: String) {
        self.beganAt = beganAt
        self.endsAt = endsAt
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case beganAt = "began_at"
        case endsAt = "ends_at"
    }
}

public struct CreateKeyBody: StrictBody {
    public var name: String
    public var enabled: Bool?
    public var expirationDate: Change<String> = .keep
    public var allowedModels: [String]?
    public var allowedAddresses: [String]?
    public var metadata: [String: String]?
    public var rotationPolicy: RotationPolicyBody?
    public var rateLimits: [KeyRateLimitBody]?
    public var usageLimits: KeyUsageLimitBody?

    public init(name: String) {
        self.name = name
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, enabled, metadata
        case expirationDate = "expiration_date"
        case rateLimits = "rate_limits"
        case usageLimits = "usage_limits"
        case allowedModels = "allowed_models"
        case allowedAddresses = "allowed_addresses"
        case rotationPolicy = "rotation_policy"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] {
        [
            "rotation_policy": RotationPolicyBody.fields, "rate_limits": KeyRateLimitBody.fields,
            "usage_limits": KeyUsageLimitBody.fields,
        ]
    }
}

public struct UpdateKeyBody: StrictBody {
    public var name: Change<String> = .keep
    public var enabled: Change<Bool> = .keep
    public var expirationDate: Change<String> = .keep
    public var allowedModels: Change<[String]> = .keep
    public var allowedAddresses: Change<[String]> = .keep
    public var metadata: Change<[String: String]> = .keep
    public var rotationPolicy: Change<RotationPolicyBody> = .keep
    /// Replaces all of them; those of the same type and unit keep what they have counted.
    public var rateLimits: Change<[KeyRateLimitBody]> = .keep
    public var usageLimits: Change<KeyUsageLimitBody> = .keep

    public init() {}

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, enabled, metadata
        case expirationDate = "expiration_date"
        case rateLimits = "rate_limits"
        case usageLimits = "usage_limits"
        case allowedModels = "allowed_models"
        case allowedAddresses = "allowed_addresses"
        case rotationPolicy = "rotation_policy"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] {
        [
            "rotation_policy": RotationPolicyBody.fields, "rate_limits": KeyRateLimitBody.fields,
            "usage_limits": KeyUsageLimitBody.fields,
        ]
    }
}

/// The body of every rotation; an empty one takes the setting's transition.
public struct RotateBody: StrictBody {
    /// 0 … 2 592 000; 0 cuts at once.
    public var transitionSeconds: Int64?

    /// Rotate although a rotation is under way, whose old secret then ends at once.
    public var force: Bool?

    public init(transitionSeconds: Int64? = nil, force: Bool? = nil) {
        self.transitionSeconds = transitionSeconds
        self.force = force
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case force
        case transitionSeconds = "transition_seconds"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}
