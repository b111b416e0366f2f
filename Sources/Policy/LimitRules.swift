import Domain

/// The bounds that limits are held to.
public enum LimitRules {
    /// Active ones of each kind in an organization; those that belong to a key are counted there.
    public static let maximumPolicies = 20_000
    /// Counters of an organization, where the settings do not say another number.
    public static let maximumCounters = 1_000_000
    public static let maximumConditions = 32
    public static let maximumValues = 100
    public static let maximumGroups = 8
    /// Of each kind on one key.
    public static let maximumLimitsOfKey = 8
    /// Calls or tokens in a window. Any two sums of such still fit 64 bits by far.
    public static let rateValues: ClosedRange<Int64> = 0...1_000_000_000_000
    public static let concurrentValues: ClosedRange<Int64> = 0...1_000_000
    /// A thousand million dollars, or as many million tokens or calls.
    public static let usageAmounts: ClosedRange<Int64> = 0...1_000_000_000_000_000_000
    public static let countedAmounts: ClosedRange<Int64> = 0...1_000_000_000_000_000
    public static let periodDays: ClosedRange<Int64> = 1...365
    /// How long another limit may stand in for a policy's own: a year and a day.
    public static let overrideSeconds: Int64 = 366 * 86_400

    public static func checkedRate(_ rate: RateLimit) throws(AdminError) -> RateLimit {
        if rate.measure == .concurrent, rate.unit != nil {
            throw .invalid("unit", "A limit of concurrent calls has no unit.")
        }
        if rate.measure != .concurrent, rate.unit == nil {
            throw .invalid(
                "unit", "unit is required: \(RateLimit.Unit.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let range = rate.measure == .concurrent ? concurrentValues : rateValues
        guard range.contains(rate.value) else {
            throw .invalid("value", "value must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return rate
    }

    public static func checkedUsage(_ usage: UsageLimit) throws(AdminError) -> UsageLimit {
        if let threshold = usage.alertThreshold, threshold >= usage.amount {
            throw .invalid("alert_threshold", "alert_threshold must be less than credit_limit.")
        }
        if let override = usage.override, override.amount <= usage.amount {
            throw .invalid("credit_limit", "The increase that is in force must stay above credit_limit; end it first.")
        }
        return usage
    }

    public static func amounts(of measure: UsageLimit.Measure) -> ClosedRange<Int64> {
        measure == .cost ? usageAmounts : countedAmounts
    }

    public static func checkedGroups(_ groups: [PolicyAttribute]) throws(AdminError) -> [PolicyAttribute] {
        guard (1...maximumGroups).contains(groups.count) else {
            throw .invalid("group_by", "group_by must have 1 to \(maximumGroups) entries.")
        }
        for (index, group) in groups.enumerated() where groups[..<index].contains(group) {
            throw .invalid("group_by[\(index)].key", "group_by names \(group.text) twice.")
        }
        return groups
    }
}
