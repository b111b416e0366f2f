/// What one group of a budget's calls has used. Amounts are in dollars for `cost`, whole numbers otherwise.
public struct UsageEntityBody: Codable, Sendable {
    public let id: String
    public var object = "policy_usage_limits_entity"
    /// What the group is known by: `api_key:0197…|metadata.user_id:anna`; empty where there is one group.
    public let valueKey: String
    public let currentUsage: DollarsBody
    /// What calls under way may still use.
    public let held: DollarsBody
    public let remaining: DollarsBody
    /// The one in force, be it an increase.
    public let creditLimit: DollarsBody
    public let status: String
    public let nextUsageResetAt: Nullable<String>

    public init(
        id: String, valueKey: String, currentUsage: DollarsBody, held: DollarsBody, remaining: DollarsBody,
        creditLimit: DollarsBody, status: String, nextUsageResetAt: String?
    ) {
        self.id = id
        self.valueKey = valueKey
        self.currentUsage = currentUsage
        self.held = held
        self.remaining = remaining
        self.creditLimit = creditLimit
        self.status = status
        self.nextUsageResetAt = Nullable(nextUsageResetAt)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, held, remaining, status
        case valueKey = "value_key"
        case currentUsage = "current_usage"
        case creditLimit = "credit_limit"
        case nextUsageResetAt = "next_usage_reset_at"
    }
}

/// What `include_usage` says of a group.
public struct ValueKeyUsageBody: Codable, Sendable {
    public let currentUsage: DollarsBody
    public let held: DollarsBody
    public let status: String
    /// Whether `alert_threshold` is reached; false where there is none.
    public let isThresholdAlertsSent: Bool
    /// Whether all is used that may be.
    public let isExhaustedAlertsSent: Bool

    public init(
        currentUsage: DollarsBody, held: DollarsBody, status: String, isThresholdAlertsSent: Bool,
        isExhaustedAlertsSent: Bool
    ) {
        self.currentUsage = currentUsage
        self.held = held
        self.status = status
        self.isThresholdAlertsSent = isThresholdAlertsSent
        self.isExhaustedAlertsSent = isExhaustedAlertsSent
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case held, status
        case currentUsage = "current_usage"
        case isThresholdAlertsSent = "is_threshold_alerts_sent"
        case isExhaustedAlertsSent = "is_exhausted_alerts_sent"
    }
}
