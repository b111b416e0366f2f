import Domain
import Policy

/// How many more counters an organization may have, while what would make some is judged.
struct CounterRoom {
    private let maximum: Int
    private var count: Int
    private var made: Set<CounterPlace> = []

    init(_ state: BookState) {
        maximum = state.maximumCounters
        count = state.counterIndex.count
    }

    /// Takes the room that a call needs which is admitted.
    ///
    /// - Parameter isReserving: whether it is counted on all limits, or on those of requests alone.
    mutating func isLeft(for match: MatchPlan.Match, isReserving: Bool) -> Bool {
        guard isReserving || match.policy.policy.limit.countsRequests else { return true }
        return isLeft(for: match)
    }

    /// Takes the room for the counter of a match, where that is not there yet; once for each.
    mutating func isLeft(for match: MatchPlan.Match) -> Bool {
        // One that counts by a unit of before makes room for the new one.
        guard case .group(let group) = match.outcome, match.policy.counters[group] == nil,
            made.insert(CounterPlace(policy: match.policy.policy.id, group: group)).inserted
        else { return true }
        count += 1
        return count <= maximum
    }
}

/// Which counter, be it there yet or not.
struct CounterPlace: Hashable {
    let policy: PolicyID
    let group: String
}

extension LimitPolicy.Limit {
    fileprivate var countsRequests: Bool {
        switch self {
        case .rate(let rate): rate.measure == .requests
        case .usage(let usage): usage.measure == .requests
        }
    }

    /// Whether usage that is recorded is counted on it.
    var countsRecords: Bool {
        if case .rate(let rate) = self { rate.measure != .concurrent } else { true }
    }
}

extension BookState {
    /// Counters that say nothing are looked for by the housekeeping, which comes within a minute.
    func noCounterLeft(_ position: Int, of plan: MatchPlan, at now: Instant) -> LimitDenial {
        LimitDenial(
            reason: .noCounterLeft(maximum: maximumCounters), standing: standing(position, of: plan, at: now),
            isRetryable: true, retryAt: now.adding(seconds: 60))
    }

    /// Whether calls are refused for want of a counter, or soon will be.
    var isShortOfCounters: Bool { counterIndex.count >= maximumCounters - maximumCounters / 16 }
}

extension AdminError {
    static func noCounterLeft(for policy: LimitPolicy, maximum: Int) -> AdminError {
        AdminError(
            .unprocessable,
            """
            The \(policy.kind == .rate ? "rate limit" : "budget") \(policy.name.map { "'\($0)'" } ?? policy.id.text) has \
            no counter for this yet, and the organization has \(maximum), the most that limits.max_counters allows.
            """)
    }
}
