public typealias PolicyID = Identifier<LimitPolicy>

/// A limit and the calls that it is for: every condition must hold, and each distinct combination of what `groupBy` names
/// has a counter of its own.
public struct LimitPolicy: Hashable, Sendable {
    public enum Status: String, CaseIterable, Sendable { case active, archived }

    /// Whether a call beyond the limit is refused, or only counted as one that would have been.
    public enum Mode: String, CaseIterable, Sendable { case enforce, shadow }

    /// What becomes of a call that lacks something that `groupBy` names.
    public enum MissingGroup: String, CaseIterable, Sendable {
        /// All such calls share the counter of the empty value.
        case share
        case skip, deny
    }

    public enum Limit: Hashable, Sendable {
        case usage(UsageLimit)
        case rate(RateLimit)
    }

    public let id: PolicyID
    public let organizationID: OrganizationID
    /// Set where the limit was given inline on a key; the policy then lives and dies with the key.
    public let keyID: APIKeyID?
    public var name: String?
    public var conditions: [PolicyCondition]
    public var groupBy: [PolicyAttribute]
    public var onMissing: MissingGroup
    public var mode: Mode
    public var limit: Limit
    public var status: Status
    public let createdAt: Instant
    public var updatedAt: Instant

    public init(
        id: PolicyID, organizationID: OrganizationID, keyID: APIKeyID?, name: String?, conditions: [PolicyCondition],
        groupBy: [PolicyAttribute], onMissing: MissingGroup, mode: Mode, limit: Limit, status: Status,
        createdAt: Instant, updatedAt: Instant
    ) {
        self.id = id
        self.organizationID = organizationID
        self.keyID = keyID
        self.name = name
        self.conditions = conditions
        self.groupBy = groupBy
        self.onMissing = onMissing
        self.mode = mode
        self.limit = limit
        self.status = status
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// What a call is known by, to conditions and groups.
public enum PolicyAttribute: Hashable, Sendable {
    case apiKey, teamID, userID, organizationID, model, provider
    /// A label of the key or of the request; the key's wins, so that a caller cannot talk itself out of a limit.
    case metadata(String)
}

/// One condition: the call's attribute is among the values, or is none of them.
public struct PolicyCondition: Hashable, Sendable {
    public enum Match: Hashable, Sendable {
        case anyOf([ValuePattern])
        case noneOf([ValuePattern])
    }

    public let attribute: PolicyAttribute
    public let match: Match

    public init(_ attribute: PolicyAttribute, _ match: Match) {
        self.attribute = attribute
        self.match = match
    }

    /// An attribute that the call lacks is among no values.
    public func holds(for value: String?) -> Bool {
        switch match {
        case .anyOf(let patterns): value.map { value in patterns.contains { $0.matches(value) } } ?? false
        case .noneOf(let patterns): !(value.map { value in patterns.contains { $0.matches(value) } } ?? false)
        }
    }
}

/// A value, or a prefix that ends in `*` (`openai/*`); `*` alone is any value at all.
public struct ValuePattern: Hashable, Sendable {
    public static let maximumLength = 512

    public let text: String

    /// `nil` unless it has 1–512 bytes, and `*` at the very end or nowhere.
    public init?(_ text: String) {
        guard (1...Self.maximumLength).contains(text.utf8.count), !text.dropLast().contains("*") else { return nil }
        self.text = text
    }

    /// The one value that it matches; `nil` for a prefix.
    public var exactValue: String? { text.utf8.last == UInt8(ascii: "*") ? nil : text }

    public func matches(_ value: String) -> Bool {
        exactValue.map { $0 == value } ?? value.utf8.starts(with: text.utf8.dropLast())
    }
}

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

/// How much may be used in any window of the unit's length.
public struct RateLimit: Hashable, Sendable {
    public enum Measure: String, CaseIterable, Sendable {
        case requests, tokens
        /// Open reservations at once; has no window.
        case concurrent
    }

    public enum Unit: String, CaseIterable, Sendable {
        case rps, rpm, rph, rpd, rpw

        public var milliseconds: Int64 {
            switch self {
            case .rps: 1_000
            case .rpm: 60_000
            case .rph: 3_600_000
            case .rpd: 86_400_000
            case .rpw: 604_800_000
            }
        }
    }

    public var measure: Measure
    /// `nil` for `concurrent` alone.
    public var unit: Unit?
    public var value: Int64

    public init(measure: Measure, unit: Unit?, value: Int64) {
        self.measure = measure
        self.unit = unit
        self.value = value
    }
}
