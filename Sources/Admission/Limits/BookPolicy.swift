import Domain
import Policy

/// A policy in memory with its counters. Stays the same object when the policy changes, as the counters do.
final class BookPolicy {
    private(set) var policy: LimitPolicy
    private(set) var matcher: PolicyMatcher
    private(set) var label: PolicyLabel
    var counters: [String: Counter] = [:]
    private var span: BudgetSpan?

    init(_ policy: LimitPolicy) {
        self.policy = policy
        matcher = PolicyMatcher(policy)
        label = PolicyLabel(policy)
    }

    var isActive: Bool { policy.status == .active }

    /// Rate limits are judged before budgets, and each kind in the order in which it was made.
    var rank: (Int, PolicyID) { if case .rate = policy.limit { (0, policy.id) } else { (1, policy.id) } }

    /// The period of a budget that an instant is in, found once for all calls in it.
    func span(containing now: Instant, _ calendar: BudgetCalendar) -> BudgetSpan {
        if let span, span.contains(now) { return span }
        let found = calendar.span(of: policy.period, containing: now)
        span = found
        return found
    }

    /// To be called where the time zone has changed.
    func forgetSpan() { span = nil }

    func change(to policy: LimitPolicy) {
        if policy.rateUnit != self.policy.rateUnit, let unit = policy.rateUnit {
            // What was counted by the second says nothing about the minute.
            for counter in counters.values { counter.window = Counter.WindowBox(RateWindow(unit)) }
        }
        self.policy = policy
        matcher = PolicyMatcher(policy)
        label = PolicyLabel(policy)
        forgetSpan()
    }
}

/// What replies call a policy; made once, shared by all of them.
public final class PolicyLabel: Sendable {
    public enum Measure: Sendable {
        case rate(RateLimit.Measure)
        case usage(UsageLimit.Measure)
    }

    public let id: PolicyID
    public let idText: String
    public let name: String?
    /// What one counter is for, in the words of `group_by`, or else of the conditions: `api_key`, `team_id, model`.
    public let scope: String
    public let measure: Measure
    /// The window's length in seconds; `nil` for budgets and concurrent calls.
    public let windowSeconds: Int64?
    public let isShadow: Bool

    init(_ policy: LimitPolicy) {
        id = policy.id
        idText = policy.id.text
        name = policy.name
        let attributes = policy.groupBy.isEmpty ? policy.conditions.map(\.attribute) : policy.groupBy
        scope =
            attributes.isEmpty ? PolicyAttribute.organizationID.text : attributes.map(\.text).joined(separator: ", ")
        switch policy.limit {
        case .rate(let rate): measure = .rate(rate.measure)
        case .usage(let usage): measure = .usage(usage.measure)
        }
        windowSeconds = policy.rateUnit.map { $0.milliseconds / 1000 }
        isShadow = policy.mode == .shadow
    }
}

extension LimitPolicy {
    var rateUnit: RateLimit.Unit? { if case .rate(let rate) = limit { rate.unit } else { nil } }

    var period: BudgetPeriod {
        if case .usage(let usage) = limit { usage.period } else { .never }
    }
}
