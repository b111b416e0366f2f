public typealias CounterID = Identifier<LimitCounter>

/// What one group of a policy's calls has used, as it stands on disk.
public struct LimitCounter: Hashable, Sendable {
    public let id: CounterID
    public let organizationID: OrganizationID
    public let policyID: PolicyID
    /// The group's value, `api_key:0197…|metadata.user:anna`; empty where the policy groups by nothing.
    public let group: String
    /// In the policy's unit, in the period that began at `periodStart`: the sum of the ledger's charges on it. 0 for rate
    /// limits, whose use is in the window.
    public var used: Int64
    /// The sum of what open reservations hold.
    public var held: Int64
    /// Names the period in the ledger; no two periods of one counter begin alike.
    public var periodStart: Instant
    /// `nil`: never ends.
    public var periodEnd: Instant?
    /// The window of a rate limit, encoded.
    public var window: [UInt8]?
    public var updatedAt: Instant

    public init(
        id: CounterID, organizationID: OrganizationID, policyID: PolicyID, group: String, used: Int64, held: Int64,
        periodStart: Instant, periodEnd: Instant?, window: [UInt8]?, updatedAt: Instant
    ) {
        self.id = id
        self.organizationID = organizationID
        self.policyID = policyID
        self.group = group
        self.used = used
        self.held = held
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.window = window
        self.updatedAt = updatedAt
    }
}

/// An amount on a counter, in its policy's unit.
public struct CounterHold: Hashable, Sendable {
    public let counterID: CounterID
    public let amount: Int64

    public init(counterID: CounterID, amount: Int64) {
        self.counterID = counterID
        self.amount = amount
    }
}

/// An amount that was charged on a counter in one of its periods. Negative where it corrects an earlier charge.
public struct CounterCharge: Hashable, Sendable {
    public let counterID: CounterID
    /// The `periodStart` of the counter when it was charged.
    public let period: Instant
    public let amount: Int64

    public init(counterID: CounterID, period: Instant, amount: Int64) {
        self.counterID = counterID
        self.period = period
        self.amount = amount
    }
}
