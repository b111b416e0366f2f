/// How a limit stands for a call, after what the call itself has counted.
public struct LimitBody: Codable, Sendable {
    public let policyID: String
    public let name: Nullable<String>
    /// `requests`, `tokens`, `concurrent` for rate limits; `cost`, `tokens`, `requests` for budgets.
    public let type: String
    /// Dollars for `cost`, a whole number otherwise; so are the other amounts.
    public let limit: DollarsBody
    public let used: DollarsBody
    public let held: DollarsBody
    public let remaining: DollarsBody
    public let resetAt: Nullable<String>
    /// `enforce`, or `shadow`: the limit only counts.
    public let mode: String

    public init(
        policyID: String, name: String?, type: String, limit: DollarsBody, used: DollarsBody, held: DollarsBody,
        remaining: DollarsBody, resetAt: String?, mode: String
    ) {
        self.policyID = policyID
        self.name = Nullable(name)
        self.type = type
        self.limit = limit
        self.used = used
        self.held = held
        self.remaining = remaining
        self.resetAt = Nullable(resetAt)
        self.mode = mode
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, type, limit, used, held, remaining, mode
        case policyID = "policy_id"
        case resetAt = "reset_at"
    }
}

/// Which limit refuses a call, and how it stands.
public struct DenialBody: Codable, Sendable {
    public let policyID: String
    public let policyName: Nullable<String>
    public let scope: String
    public let used: DollarsBody
    public let held: DollarsBody
    public let limit: DollarsBody
    public let resetAt: Nullable<String>
    public let retryable: Bool
    public let retryAfterMilliseconds: Nullable<Int64>

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case scope, used, held, limit, retryable
        case policyID = "policy_id"
        case policyName = "policy_name"
        case resetAt = "reset_at"
        case retryAfterMilliseconds = "retry_after_ms"
    }
}
