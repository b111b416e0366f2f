public struct VerifyRequestBody: StrictBody {
    public var key: String
    public var model: String?
    /// The address of the key's caller, for keys with `allowed_addresses`.
    public var address: String?
    public var metadata: [String: String]?
    /// What the key's caller calls itself; shown with the last use.
    public var userAgent: String?
    /// The gateway's own id for the call; comes back in the reply. Of a reserving call, it is unique per key.
    public var requestID: String?
    public var estimate: EstimateBody?
    /// Hold what the call may use, until it is settled or released. Needs the scope `usage.report` besides.
    public var reserve: Bool?
    /// How long, 1–86,400 seconds.
    public var ttlSeconds: Int64?

    public init(key: String, model: String? = nil, address: String? = nil) {
        self.key = key
        self.model = model
        self.address = address
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case key, model, address, metadata, estimate, reserve
        case userAgent = "user_agent"
        case requestID = "request_id"
        case ttlSeconds = "ttl_seconds"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["estimate": EstimateBody.fields] }
}

/// What Keyhold says of a key. All beyond `valid`, `code` and `message` is absent where the key is not known to the caller.
public struct VerifyBody: Codable, Sendable {
    public var valid: Bool
    /// `valid`, `malformed`, `not_found`, `disabled`, `removed`, `expired`, `owner_disabled`, `address_not_allowed`,
    /// `model_not_found`, `model_not_allowed`, `model_disabled`.
    public var code: String
    public var message: String
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
    /// What takes over for that model, in order: what the key may use and what is enabled.
    public var fallbacks: [CalledModelBody]?
    public var requestID: String?
    /// Every limit that the call comes under, as it stands now.
    public var rateLimits: [LimitBody]?
    public var usageLimits: [LimitBody]?
    /// There where one was made.
    public var reservation: MadeReservationBody?
    /// There where a limit refuses the call.
    public var denial: DenialBody?
    /// Limits in shadow mode that would have.
    public var shadowDenials: [DenialBody]?

    public init(valid: Bool, code: String, message: String) {
        self.valid = valid
        self.code = code
        self.message = message
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case valid, code, message, name, metadata, model, fallbacks, reservation, denial
        case keyID = "key_id"
        case organizationID = "organization_id"
        case teamID = "team_id"
        case userID = "user_id"
        case allowedModels = "allowed_models"
        case expiresAt = "expires_at"
        case inTransition = "in_transition"
        case requestID = "request_id"
        case rateLimits = "rate_limits"
        case usageLimits = "usage_limits"
        case shadowDenials = "shadow_denials"
    }
}
