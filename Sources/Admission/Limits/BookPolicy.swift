import Domain
import Policy

/// A policy in memory with its counters. Stays the same object when the policy changes, as the counters do.
final class BookPolicy {
    private(set) var policy: LimitPolicy
    private(set) var matcher: PolicyMatcher
    private(set) var label: PolicyLabel
    /// By group.
    private(set) var counters: [String: Counter] = [:]
    /// The same by their ids.
    private(set) var order = CounterIndex()
    /// With the rules that it was found by.
    private var span: (rules: Int32, span: BudgetSpan)?
    /// Calls since the start that came under it and whose cost nobody could tell.
    var unpricedCalls: Int64 = 0
    /// Those of its own period.
    var periodChanges: [RuleChange] = []
    var moves: (rules: Int32, moves: PeriodMoves)?

    init(_ policy: LimitPolicy) {
        self.policy = policy
        matcher = PolicyMatcher(policy)
        label = PolicyLabel(policy)
    }

    var isActive: Bool { policy.status == .active }

    /// Rate limits are judged before budgets, and each kind in the order in which it was made.
    var rank: (Int, PolicyID) { if case .rate = policy.limit { (0, policy.id) } else { (1, policy.id) } }

    /// The period of a budget that an instant is in, found once for all calls in it.
    func span(containing now: Instant, _ calendar: BudgetCalendar, _ rules: Int32) -> BudgetSpan {
        if let span, span.rules == rules, span.span.contains(now) { return span.span }
        let found = calendar.span(of: policy.period, containing: now)
        span = (rules, found)
        return found
    }

    func change(to policy: LimitPolicy) {
        self.policy = policy
        matcher = PolicyMatcher(policy)
        label = PolicyLabel(policy)
    }
}

// MARK: - Counters

extension BookPolicy {
    /// The one that counts for a group: not one whose window is of a unit that the policy has no more.
    func counter(of group: String) -> Counter? {
        guard let counter = counters[group], counter.isCurrent else { return nil }
        return counter
    }

    /// - Returns: the one that it takes the place of.
    func insert(_ counter: Counter) -> Counter? {
        let old = counters.updateValue(counter, forKey: counter.group)
        if let old {
            old.isRetired = true
            order.remove(old)
        }
        order.insert(counter)
        return old
    }

    func remove(_ dropped: [Counter]) {
        for counter in dropped {
            counter.isRetired = true
            counters[counter.group] = nil
        }
        order.remove(dropped)
    }

    func replaceCounters(with counters: [String: Counter]) {
        self.counters = counters
        order = CounterIndex(counters.values)
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
