public struct VerifyRequestBody: StrictBody {
    public var key: String
    public var model: String?
    /// The address of the key's caller, for keys with `allowed_addresses`.
    public var address: String?
    public var metadata: [String: String]?
    /// What the key's caller calls itself; shown with the last use.
    public var userAgent: String?
    /// The gateway's own id for the call; comes back in the reply.
    public var requestID: String?

    public init(key: String, model: String? = nil, address: String? = nil) {
        self.key = key
        self.model = model
        self.address = address
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case key, model, address, metadata
        case userAgent = "user_agent"
        case requestID = "request_id"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}

/// What Keyhold says of a key. All beyond `valid`, `code` and `message` is absent where the key is not known to the caller.
public struct VerifyBody: Codable, Sendable {
    public let valid: Bool
    /// `valid`, `malformed`, `not_found`, `disabled`, `removed`, `expired`, `owner_disabled`, `address_not_allowed`,
    /// `model_not_found`, `model_not_allowed`, `model_disabled`.
    public let code: String
    public let message: String
    public var keyID: String?
    public var name: String?
    public var organizationID: String?
    public var teamID: String?
    public var userID: String?
    public var metadata: [String: String]?
    /// Absent where the key has no list of its own.
    public var allowedModels: [String]?
    public var expiresAt: String?
    /// The key was presented under the outgoing secret of a rotation.
    public var inTransition: Bool?
    /// What the model that was named means; absent where the key may not use it, and where there is no catalogue.
    public var model: CalledModelBody?
    public var requestID: String?

    public init(valid: Bool, code: String, message: String) {
        self.valid = valid
        self.code = code
        self.message = message
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case valid, code, message, name, metadata, model
        case keyID = "key_id"
        case organizationID = "organization_id"
        case teamID = "team_id"
        case userID = "user_id"
        case allowedModels = "allowed_models"
        case expiresAt = "expires_at"
        case inTransition = "in_transition"
        case requestID = "request_id"
    }
}
