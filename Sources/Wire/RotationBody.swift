/// Where the rotation of a key or a client stands. With none under way, `began_at`, `ends_at` and `started_by` are null and
/// `secrets` has one entry.
public struct RotationBody: Codable, Sendable {
    public var object = "rotation"
    public let inTransition: Bool
    public let beganAt: Nullable<String>
    public let endsAt: Nullable<String>
    /// `client:<id>` or `key:<id>`.
    public let startedBy: Nullable<String>
    /// The current secret first.
    public let secrets: [RotationSecretBody]

    public init(
        inTransition: Bool, beganAt: String?, endsAt: String?, startedBy: String?, secrets: [RotationSecretBody]
    ) {
        self.inTransition = inTransition
        self.beganAt = Nullable(beganAt)
        self.endsAt = Nullable(endsAt)
        self.startedBy = Nullable(startedBy)
        self.secrets = secrets
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, secrets
        case inTransition = "in_transition"
        case beganAt = "began_at"
        case endsAt = "ends_at"
        case startedBy = "started_by"
    }
}

/// One secret, and who still uses it: an operator looks here before cutting an old one.
public struct RotationSecretBody: Codable, Sendable {
    /// The masked form.
    public let secret: String
    /// `current` or `outgoing`.
    public let state: String
    public let createdAt: String
    /// True to the minute.
    public let lastUsedAt: Nullable<String>
    public let lastUsedAddress: Nullable<String>
    public let lastUsedUserAgent: Nullable<String>

    public init(
        secret: String, state: String, createdAt: String, lastUsedAt: String?, lastUsedAddress: String?,
        lastUsedUserAgent: String?
    ) {
        self.secret = secret
        self.state = state
        self.createdAt = createdAt
        self.lastUsedAt = Nullable(lastUsedAt)
        self.lastUsedAddress = Nullable(lastUsedAddress)
        self.lastUsedUserAgent = Nullable(lastUsedUserAgent)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case secret, state
        case createdAt = "created_at"
        case lastUsedAt = "last_used_at"
        case lastUsedAddress = "last_used_address"
        case lastUsedUserAgent = "last_used_user_agent"
    }
}

/// A later end for a transition; exactly one of the two.
public struct ExtendRotationBody: StrictBody {
    public var endsAt: String?
    /// Seconds from now, 1 … 2 592 000.
    public var transitionSeconds: Int64?

    public init(endsAt: String? = nil, transitionSeconds: Int64? = nil) {
        self.endsAt = endsAt
        self.transitionSeconds = transitionSeconds
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case endsAt = "ends_at"
        case transitionSeconds = "transition_seconds"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}

/// Operations that take no fields: an empty body, or `{}`.
public struct EmptyBody: StrictBody {
    public init() {}

    public static var fields: [String] { [] }
}
