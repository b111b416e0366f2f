import Domain
import Policy
import Wire

extension RateLimit {
    init(type: String, unit: String?, value: Int64) throws(AdminError) {
        let rate = RateLimit(
            measure: try choice(type, "type", as: Measure.self), unit: try unit.map(Self.unit), value: value)
        self = try LimitRules.checkedRate(rate)
    }

    fileprivate static func unit(_ text: String) throws(AdminError) -> Unit {
        try choice(text, "unit", as: Unit.self)
    }
}

/// What a request changes of a rate limit.
struct RateLimitChanges: Sendable {
    private let unit: RateLimit.Unit?
    private let value: Int64?

    init(_ body: UpdateRateLimitBody) throws(AdminError) {
        unit = try body.unit.value(of: "unit").map(RateLimit.unit)
        value = try body.value.value(of: "value")
    }

    func applied(to rate: RateLimit) throws(AdminError) -> RateLimit {
        try LimitRules.checkedRate(
            RateLimit(measure: rate.measure, unit: unit ?? rate.unit, value: value ?? rate.value))
    }
}

/// A new budget as a request states it.
struct UsageLimitDraft: Sendable {
    private let measure: UsageLimit.Measure
    private let amount: Int64
    private let threshold: Int64?
    private let period: PeriodDraft
    private let onUnpriced: UsageLimit.OnUnpriced
    private let onExpiry: UsageLimit.OnExpiry

    init(_ body: CreateUsageLimitBody) throws(AdminError) {
        let measure = try choice(body.type, "type", as: UsageLimit.Measure.self)
        self.measure = measure
        amount = try measure.amount(body.creditLimit, "credit_limit")
        threshold = try body.alertThreshold.map { body throws(AdminError) in
            try measure.amount(body, "alert_threshold")
        }
        period = try PeriodDraft(
            word: Change(body.periodicReset), days: Change(body.periodicResetDays),
            firstReset: Change(body.nextUsageResetAt))
        onUnpriced =
            try body.onUnpriced.map { text throws(AdminError) in
                try choice(text, "on_unpriced", as: UsageLimit.OnUnpriced.self)
            } ?? .deny
        onExpiry =
            try body.onExpiry.map { text throws(AdminError) in
                try choice(text, "on_expiry", as: UsageLimit.OnExpiry.self)
            } ?? .release
    }

    /// The budget of a key.
    init(_ body: KeyUsageLimitBody) throws(AdminError) {
        var whole = CreateUsageLimitBody(
            conditions: [], groupBy: [], type: body.type ?? UsageLimit.Measure.cost.rawValue,
            creditLimit: body.creditLimit)
        whole.alertThreshold = body.alertThreshold
        whole.periodicReset = body.periodicReset
        whole.periodicResetDays = body.periodicResetDays
        try self.init(whole)
    }

    func limit(at now: Instant) throws(AdminError) -> UsageLimit {
        try LimitRules.checkedUsage(
            UsageLimit(
                measure: measure, amount: amount, alertThreshold: threshold,
                period: try period.applied(to: .never, now: now), onUnpriced: onUnpriced, onExpiry: onExpiry,
                override: nil))
    }
}

/// What a request changes of a budget.
struct UsageLimitChanges: Sendable {
    private let amount: DollarsBody?
    private let threshold: Change<DollarsBody>
    private let period: PeriodDraft
    private let onUnpriced: UsageLimit.OnUnpriced?
    private let onExpiry: UsageLimit.OnExpiry?

    init(_ body: UpdateUsageLimitBody) throws(AdminError) {
        amount = try body.creditLimit.value(of: "credit_limit")
        threshold = body.alertThreshold
        period = try PeriodDraft(
            word: body.periodicReset, days: body.periodicResetDays, firstReset: body.nextUsageResetAt)
        onUnpriced = try body.onUnpriced.value(of: "on_unpriced").map { text throws(AdminError) in
            try choice(text, "on_unpriced", as: UsageLimit.OnUnpriced.self)
        }
        onExpiry = try body.onExpiry.value(of: "on_expiry").map { text throws(AdminError) in
            try choice(text, "on_expiry", as: UsageLimit.OnExpiry.self)
        }
    }

    func applied(to before: UsageLimit, now: Instant) throws(AdminError) -> UsageLimit {
        var usage = before
        if let amount { usage.amount = try usage.measure.amount(amount, "credit_limit") }
        switch threshold {
        case .keep: break
        case .clear: usage.alertThreshold = nil
        case .set(let body): usage.alertThreshold = try usage.measure.amount(body, "alert_threshold")
        }
        usage.period = try period.applied(to: usage.period, now: now)
        usage.onUnpriced = onUnpriced ?? usage.onUnpriced
        usage.onExpiry = onExpiry ?? usage.onExpiry
        if let override = usage.override, override.until <= now { usage.override = nil }
        return try LimitRules.checkedUsage(usage)
    }
}

extension UsageLimit.Measure {
    /// In nano-dollars, tokens or calls.
    func amount(_ body: DollarsBody, _ param: String) throws(AdminError) -> Int64 {
        let range = LimitRules.amounts(of: self)
        let amount = self == .cost ? NanoDollars(decimal: body.text)?.count : Int64(body.text)
        guard let amount, range.contains(amount) else {
            let most = self == .cost ? NanoDollars(range.upperBound).text : String(range.upperBound)
            let form = self == .cost ? "dollars with at most nine decimal places" : "a whole number"
            throw .invalid(param, "\(param) must be \(form), from 0 to \(most).")
        }
        return amount
    }
}
