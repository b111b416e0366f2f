/// Why a call would pass or not: every check in its order, and every policy.
public struct ExplainBody: Codable, Sendable {
    public let valid: Bool
    /// As verify would answer.
    public let code: String
    public let message: String
    /// Absent where the key is not known to the caller; so are the next three.
    public var keyID: String?
    public var organizationID: String?
    public var teamID: String?
    public var userID: String?
    /// What the call was reckoned as.
    public var estimate: ExplainedEstimateBody?
    public let checks: [ExplainedCheckBody]
    /// Those that the call comes under first, in the order in which they are asked.
    public let policies: [ExplainedPolicyBody]

    public init(
        valid: Bool, code: String, message: String, checks: [ExplainedCheckBody], policies: [ExplainedPolicyBody]
    ) {
        self.valid = valid
        self.code = code
        self.message = message
        self.checks = checks
        self.policies = policies
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case valid, code, message, estimate, checks, policies
        case keyID = "key_id"
        case organizationID = "organization_id"
        case teamID = "team_id"
        case userID = "user_id"
    }
}

public struct ExplainedEstimateBody: Codable, Sendable {
    public let tokens: Int64
    /// Null where the model has no price.
    public let cost: Nullable<DollarsBody>

    public init(tokens: Int64, cost: DollarsBody?) {
        self.tokens = tokens
        self.cost = Nullable(cost)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case tokens, cost }
}

public struct ExplainedCheckBody: Codable, Sendable {
    /// `form`, `known`, `live`, `owner`, `expiry`, `address`, `model`, `rate_limits`, `usage_limits`.
    public let check: String
    /// `passed`, `failed`, `not_reached`.
    public let outcome: String

    public init(check: String, outcome: String) {
        self.check = check
        self.outcome = outcome
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case check, outcome }
}

public struct ExplainedPolicyBody: Codable, Sendable {
    public let policyID: String
    public let name: Nullable<String>
    /// `rate_limit`, `usage_limit`.
    public let kind: String
    public let type: String
    public let mode: String
    /// `passes`, `denies`, `would_deny` (in shadow mode), `not_matched`, `skipped`.
    public let outcome: String
    /// Why, in a sentence.
    public let reason: String
    /// Which of the policy's counters; null where it does not apply.
    public let group: Nullable<String>
    public let limit: DollarsBody
    public let used: DollarsBody
    public let held: DollarsBody
    public let remaining: DollarsBody
    public let resetAt: Nullable<String>

    public init(
        policyID: String, name: String?, kind: String, type: String, mode: String, outcome: String, reason: String,
        group: String?, limit: DollarsBody, used: DollarsBody, held: DollarsBody, remaining: DollarsBody,
        resetAt: String?
    ) {
        self.policyID = policyID
        self.name = Nullable(name)
        self.kind = kind
        self.type = type
        self.mode = mode
        self.outcome = outcome
        self.reason = reason
        self.group = Nullable(group)
        self.limit = limit
        self.used = used
        self.held = held
        self.remaining = remaining
        self.resetAt = Nullable(resetAt)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, kind, type, mode, outcome, reason, group, limit, used, held, remaining
        case policyID = "policy_id"
        case resetAt = "reset_at"
    }
}

/// The limits that a key comes under, as its holder may see them.
public struct OwnLimitsBody: Codable, Sendable {
    public var object = "limits"
    public let keyID: String
    public let rateLimits: [LimitBody]
    public let usageLimits: [LimitBody]

    public init(keyID: String, rateLimits: [LimitBody], usageLimits: [LimitBody]) {
        self.keyID = keyID
        self.rateLimits = rateLimits
        self.usageLimits = usageLimits
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object
        case keyID = "key_id"
        case rateLimits = "rate_limits"
        case usageLimits = "usage_limits"
    }
}
