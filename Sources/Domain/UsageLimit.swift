/// How much may be used in a period.
public struct UsageLimit: Hashable, Sendable {
    /// What is counted: nano-dollars, tokens in and out, or calls.
    public enum Measure: String, CaseIterable, Sendable { case cost, tokens, requests }
    public enum OnUnpriced: String, CaseIterable, Sendable { case deny, allow }
    public enum OnExpiry: String, CaseIterable, Sendable { case release, charge }

    /// Another limit for a while; the policy's own comes back by itself.
    public struct Override: Hashable, Sendable {
        public let amount: Int64
        public let until: Instant

        public init(amount: Int64, until: Instant) {
            self.amount = amount
            self.until = until
        }
    }

    public var measure: Measure
    /// In the measure's unit; 0 lets nothing through.
    public var amount: Int64
    public var alertThreshold: Int64?
    public var period: BudgetPeriod
    public var onUnpriced: OnUnpriced
    public var onExpiry: OnExpiry
    public var override: Override?

    public init(
        measure: Measure, amount: Int64, alertThreshold: Int64?, period: BudgetPeriod, onUnpriced: OnUnpriced,
        onExpiry: OnExpiry, override: Override?
    ) {
        self.measure = measure
        self.amount = amount
        self.alertThreshold = alertThreshold
        self.period = period
        self.onUnpriced = onUnpriced
        self.onExpiry = onExpiry
        self.override = override
    }

    /// The limit at an instant.
    public func amount(at now: Instant) -> Int64 {
        override.flatMap { $0.until > now ? $0.amount : nil } ?? amount
    }
}

/// When a usage limit's counters begin again, reckoned in the organization's time zone.
public enum BudgetPeriod: Hashable, Sendable {
    case hourly, daily, weekly, monthly, quarterly, yearly
    /// Every 1–365 days at the anchor's wall-clock time.
    case everyDays(Int, anchor: Instant)
    case never
}
