import Domain
import Policy

extension BookState {
    /// Asks every policy that the call comes under; changes nothing but periods that have ended. Deciding, checking and
    /// explaining all come through here.
    ///
    /// - Parameters:
    ///   - isReserving: whether the call is counted on all of them, or on those of requests alone.
    ///   - visit: is given each policy's position and judgement; false ends the asking.
    func judge(
        _ call: LimitedCall, _ plan: MatchPlan, isReserving: Bool = true, at now: Instant,
        _ visit: (Int, LimitDenial?) -> Bool
    ) {
        var room = CounterRoom(self)
        for position in plan.matches.indices {
            let match = plan.matches[position]
            if match.counter == nil, case .group(let group) = match.outcome {
                match.counter = match.policy.counter(of: group)
            }
            let isLeft = match.counter != nil || room.isLeft(for: match, isReserving: isReserving)
            var refusal = denial(position, of: plan, call, at: now)
            // What only shadow mode refuses is counted all the same.
            if !isLeft, refusal == nil || match.policy.policy.mode == .shadow {
                refusal = noCounterLeft(position, of: plan, at: now)
            }
            guard visit(position, refusal) else { return }
        }
    }

    private func denial(
        _ position: Int, of plan: MatchPlan, _ call: LimitedCall, at now: Instant
    ) -> LimitDenial? {
        let match = plan.matches[position]
        if case .denied(let attribute) = match.outcome {
            return LimitDenial(
                reason: .missing(attribute), standing: standing(position, of: plan, at: now), isRetryable: false,
                retryAt: nil)
        }
        switch match.policy.policy.limit {
        case .rate(let rate): return denial(by: rate, position, of: plan, call, at: now)
        case .usage(let usage): return denial(by: usage, position, of: plan, call, at: now)
        }
    }

    private func denial(
        by rate: RateLimit, _ position: Int, of plan: MatchPlan, _ call: LimitedCall, at now: Instant
    ) -> LimitDenial? {
        let counter = plan.matches[position].counter
        let amount = rate.measure == .tokens ? call.amounts.tokens : 1
        guard let unit = rate.unit, rate.measure != .concurrent else {
            guard (counter?.held ?? 0) >= rate.value else { return nil }
            return exceeded(position, of: plan, retryAt: rate.value > 0 ? now.adding(seconds: 1) : nil, at: now)
        }
        guard let window = counter?.window else {
            guard amount > rate.value else { return nil }
            return exceeded(position, of: plan, retryAt: nil, at: now)
        }
        guard !window.ring.fits(amount, within: rate.value, at: now) else { return nil }
        precondition(window.ring.unit == unit)
        let retryAt = window.ring.earliest(for: amount, within: rate.value, after: now)
        return exceeded(position, of: plan, retryAt: retryAt, at: now)
    }

    private func denial(
        by usage: UsageLimit, _ position: Int, of plan: MatchPlan, _ call: LimitedCall, at now: Instant
    ) -> LimitDenial? {
        let counter = plan.matches[position].counter
        if let counter { roll(counter, to: now) }
        guard let amount = call.amounts.amount(for: usage) else {
            return LimitDenial(
                reason: .unpriced, standing: standing(position, of: plan, at: now), isRetryable: false, retryAt: nil)
        }
        let limit = usage.amount(at: now)
        let (used, held) = (counter?.used ?? 0, counter?.held ?? 0)
        let sum = Int128(used) + Int128(held) + Int128(amount)
        guard sum > Int128(limit) else { return nil }
        guard sum <= Int128(Int64.max) else {
            return LimitDenial(
                reason: .overflow, standing: standing(position, of: plan, at: now), isRetryable: false, retryAt: nil)
        }
        // What is only held may be freed any moment; what is used is not before the next period.
        let mayBeFreed = Int128(used) + Int128(amount) <= Int128(limit)
        let retryAt = mayBeFreed ? now.adding(seconds: 1) : amount <= limit ? counter?.periodEnd : nil
        return exceeded(position, of: plan, retryAt: retryAt, at: now)
    }

    private func exceeded(
        _ position: Int, of plan: MatchPlan, retryAt: Instant?, at now: Instant
    ) -> LimitDenial {
        LimitDenial(
            reason: .exceeded, standing: standing(position, of: plan, at: now), isRetryable: retryAt != nil,
            retryAt: retryAt)
    }

    func standing(_ position: Int, of plan: MatchPlan, at now: Instant) -> LimitStanding {
        let match = plan.matches[position]
        return standing(of: match.policy, match.counter, at: now)
    }

    /// - Parameter counter: `nil` for one that is not there yet.
    func standing(of policy: BookPolicy, _ counter: Counter?, at now: Instant) -> LimitStanding {
        switch policy.policy.limit {
        case .rate(let rate):
            let used = counter?.window?.ring.used(at: now) ?? 0
            return LimitStanding(
                policy: policy.label, limit: rate.value, used: used, held: rate.unit == nil ? counter?.held ?? 0 : 0,
                resetAt: rate.unit == nil ? nil : used > 0 ? counter?.window?.ring.emptyAt : now)
        case .usage(let usage):
            if let counter { roll(counter, to: now) }
            let end = counter.map(\.periodEnd) ?? span(of: policy, containing: now).end
            return LimitStanding(
                policy: policy.label, limit: usage.amount(at: now), used: counter?.used ?? 0, held: counter?.held ?? 0,
                resetAt: end)
        }
    }
}

extension CallAmounts {
    /// `nil` where a limit in money cannot tell, and does not let that pass.
    func amount(for limit: UsageLimit) -> Int64? {
        switch limit.measure {
        case .requests: return 1
        case .tokens: return tokens
        case .cost:
            switch cost {
            case .known(let amount): return amount.count
            case .unpriced: return limit.onUnpriced == .allow ? 0 : nil
            }
        }
    }
}
