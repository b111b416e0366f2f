import Domain
import Policy
import Storage

extension BookState {
    /// Follows a committed change of a policy, or a new one.
    mutating func put(_ policy: LimitPolicy, at now: Instant) {
        guard let known = policies[policy.id] else {
            let new = BookPolicy(policy)
            policies[policy.id] = new
            return index(new)
        }
        let before = known.policy
        // What was counted by the second says nothing about the minute: each group begins with a counter of its own.
        if before.rateUnit != policy.rateUnit { forgetPlans() }
        if before.period != policy.period {
            known.periodChanges.append(RuleChange(at: now, before: .period(before.period)))
            rulesChanged()
        }
        let isSelectedAlike =
            before.conditions == policy.conditions && before.groupBy == policy.groupBy
            && before.onMissing == policy.onMissing && before.status == policy.status
        if isSelectedAlike { return known.change(to: policy) }
        unindex(known)
        known.change(to: policy)
        index(known)
    }

    /// Follows a committed time zone. What was used stays used; from the next reset on, the new zone counts.
    mutating func setZone(_ zone: TimeZoneName, at now: Instant) {
        guard zone != self.zone else { return }
        zoneChanges.append(RuleChange(at: now, before: .zone(calendar)))
        reckon(in: zone)
        rulesChanged()
    }

    /// Takes in what changed before this process was there, once its policies are.
    mutating func recall(_ changes: [PeriodChange]) {
        for change in changes {
            switch change.before {
            case .zone(let zone):
                zoneChanges.append(RuleChange(at: change.at, before: .zone(BudgetCalendar(zone))))
            case .period(let period, let policy):
                policies[policy]?.periodChanges.append(RuleChange(at: change.at, before: .period(period)))
            }
        }
        if !changes.isEmpty { rulesChanged() }
    }

    /// Has a counter end where its rule says by now. Every look at a period comes through here.
    func followRules(_ counter: Counter) {
        guard counter.rulesSeen != rules else { return }
        counter.rulesSeen = rules
        let policy = counter.policy
        if policy.moves?.rules != rules { policy.moves = (rules, moves(of: policy)) }
        guard let moves = policy.moves?.moves else { return }
        counter.periodEnd = moves.end(of: counter.periodStart, counter.periodEnd)
    }

    private func moves(of policy: BookPolicy) -> PeriodMoves {
        let period = policy.policy.period
        guard policy.periodChanges.isEmpty else {
            return PeriodMoves(zoneChanges + policy.periodChanges, calendar, period)
        }
        return zoneMoves.moves(of: period) { PeriodMoves(zoneChanges, calendar, period) }
    }
}

/// What changes of the time zone have made of each kind of period: worked out once for all policies that have it.
final class ZoneMoves {
    private var known: [BudgetPeriod: PeriodMoves] = [:]

    func moves(of period: BudgetPeriod, _ make: () -> PeriodMoves) -> PeriodMoves {
        if let moves = known[period] { return moves }
        let moves = make()
        known[period] = moves
        return moves
    }

    func forget() { known.removeAll() }
}
