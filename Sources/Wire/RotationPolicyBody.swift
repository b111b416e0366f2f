/// A key's plan for being rotated: a period or one date.
public struct RotationPolicyBody: StrictBody, Equatable {
    /// `weekly`, `monthly`, `quarterly`.
    public var rotationPeriod: String?
    /// Every so many days, 1 … 3650.
    public var rotationPeriodDays: Int64?
    /// RFC 3339.
    public var nextRotationAt: String?
    /// 0 … 90, default 7.
    public var announceDays: Int64?
    /// `keep` (default) or `disable`.
    public var onOverdue: String?
    /// 0 … 90, default 7.
    public var graceDays: Int64?

    public init(
        rotationPeriod: String? = nil, rotationPeriodDays: Int64? = nil, nextRotationAt: String? = nil,
        announceDays: Int64? = nil, onOverdue: String? = nil, graceDays: Int64? = nil
    ) {
        self.rotationPeriod = rotationPeriod
        self.rotationPeriodDays = rotationPeriodDays
        self.nextRotationAt = nextRotationAt
        self.announceDays = announceDays
        self.onOverdue = onOverdue
        self.graceDays = graceDays
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case rotationPeriod = "rotation_period"
        case rotationPeriodDays = "rotation_period_days"
        case nextRotationAt = "next_rotation_at"
        case announceDays = "announce_days"
        case onOverdue = "on_overdue"
        case graceDays = "grace_days"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}

/// A key whose rotation comes near, is due, or is overdue.
public struct DueKeyBody: Codable, Sendable {
    public var object = "due_key"
    /// `upcoming`, `due`.
    public let state: String
    public let nextRotationAt: String
    /// When the key is disabled if nobody rotates it; null where it never is.
    public let disablesAt: Nullable<String>
    public let key: APIKeyBody

    public init(state: String, nextRotationAt: String, disablesAt: String?, key: APIKeyBody) {
        self.state = state
        self.nextRotationAt = nextRotationAt
        self.disablesAt = Nullable(disablesAt)
        self.key = key
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, state, key
        case nextRotationAt = "next_rotation_at"
        case disablesAt = "disables_at"
    }
}
