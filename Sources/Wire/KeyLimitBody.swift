/// A rate limit that is given on a key.
public struct KeyRateLimitBody: StrictBody, Hashable {
    public var type: String
    /// Absent for concurrent calls alone.
    public var unit: String?
    public var value: Int64

    public init(type: String, unit: String?, value: Int64) {
        self.type = type
        self.unit = unit
        self.value = value
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case type, unit, value }
    public static var fields: [String] { names(CodingKeys.self) }
}

/// The budget that is given on a key.
public struct KeyUsageLimitBody: StrictBody, Hashable {
    public var creditLimit: DollarsBody
    /// Absent: `cost`.
    public var type: String?
    public var alertThreshold: DollarsBody?
    public var periodicReset: String?
    public var periodicResetDays: Int64?

    public init(creditLimit: DollarsBody) {
        self.creditLimit = creditLimit
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case type
        case creditLimit = "credit_limit"
        case alertThreshold = "alert_threshold"
        case periodicReset = "periodic_reset"
        case periodicResetDays = "periodic_reset_days"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}
