import Domain
import Policy

/// Usage that says when it was.
extension BookState {
    /// Charges what was used at an earlier time on each budget's period of that time.
    mutating func charge(
        _ amounts: SettledAmounts, _ plan: MatchPlan, occurredAt: Instant, at now: Instant
    ) -> [CounterCharge] {
        var charges: [CounterCharge] = []
        for position in plan.matches.indices {
            guard case .usage(let usage) = plan.matches[position].policy.policy.limit,
                let counter = counter(position, of: plan, at: now)
            else { continue }
            let amount = amounts.amount(for: usage, held: 0)
            charges.append(
                charge(amount, on: counter, occurredAt: occurredAt, isKnown: amounts.cost != nil, at: now))
        }
        return charges
    }

    /// The counter counts the period that is under way alone: one that is over is charged in the ledger.
    mutating func charge(
        _ amount: Int64, on counter: Counter, occurredAt: Instant, isKnown: Bool, at now: Instant
    ) -> CounterCharge {
        roll(counter, to: now)
        guard occurredAt < counter.periodStart else {
            return namedCharge(amount, on: counter, isKnown: isKnown, at: now)
        }
        // The ledger's row names it, and so it is to be found on disk.
        pending.mark(counter)
        let period = calendar.span(of: counter.policy.policy.period, containing: occurredAt)
        return CounterCharge(counterID: counter.id, period: period.start, amount: amount)
    }

    /// Nothing is a charge, too: the ledger's row names every budget that its call came under, so that it can be put right.
    mutating func namedCharge(_ amount: Int64, on counter: Counter, isKnown: Bool, at now: Instant) -> CounterCharge {
        if let charge = charge(amount, on: counter, at: now) { return charge }
        if !isKnown {
            counter.hasUnpriced = true
            pending.mark(counter)
        }
        return CounterCharge(counterID: counter.id, period: counter.periodStart, amount: 0)
    }

    /// Counts it, and says which are the budgets in money among those that were charged for a call whose cost nobody can tell.
    mutating func unpriced(_ charges: [CounterCharge]) -> [PolicyID] {
        unpricedCalls += 1
        return charges.compactMap { charge in
            guard let policy = counterIndex.counter(charge.counterID)?.policy,
                case .usage(let usage) = policy.policy.limit, usage.measure == .cost
            else { return nil }
            policy.unpricedCalls += 1
            return policy.policy.id
        }
    }

    /// Whether the period of a budget that an instant was in has ended.
    func isOver(_ policy: BookPolicy, _ group: String, _ instant: Instant, at now: Instant) -> Bool {
        guard instant < now else { return false }
        guard let counter = policy.counter(of: group) else {
            return instant < span(of: policy, containing: now).start
        }
        roll(counter, to: now)
        return instant < counter.periodStart
    }
}

extension Settlement {
    /// When the call was. A reporter's clock may be ahead: what is yet to come is now.
    func time(at now: Instant) -> Instant { occurredAt.map { min($0, now) } ?? now }
}
