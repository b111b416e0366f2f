import Domain
import Policy

/// What the disk holds of one book.
struct StoredBook: Sendable {
    var counters: [PolicyID: [LimitCounter]] = [:]
    var reservations: [(row: Reservation, taken: ReservedAmounts)] = []
}

extension BookState {
    /// Takes over what is on disk in place of everything in memory but the windows: those only ever count more than the
    /// disk knows, and forgetting what they have let through would let it through twice.
    mutating func restore(_ stored: StoredBook) {
        reservations = [:]
        requests = [:]
        expiries = ExpiryQueue()
        pending = PendingBatch()
        inFlight = nil
        totals = BookTotals()
        var counters: [CounterID: Counter] = [:]
        let needed = Set(stored.reservations.flatMap { ($0.taken.holds + $0.taken.windowCharges).map(\.counterID) })
        for policy in policies.values {
            restore(policy, stored.counters[policy.policy.id] ?? [])
            for counter in policy.counters.values {
                totals.held += Int128(counter.held)
                if needed.contains(counter.id) { counters[counter.id] = counter }
            }
        }
        for (row, taken) in stored.reservations { restore(row, taken, counters) }
        forgetPlans()
        hasFailed = false
    }

    private func restore(_ policy: BookPolicy, _ rows: [LimitCounter]) {
        let old = policy.counters
        policy.counters = Dictionary(minimumCapacity: rows.count)
        for row in rows {
            let counter = Counter(row, policy: policy)
            if let window = old[row.group]?.window { counter.window = window }
            policy.counters[row.group] = counter
        }
        for (group, counter) in old where counter.window != nil && policy.counters[group] == nil {
            counter.isDirty = false
            policy.counters[group] = counter
        }
    }

    private mutating func restore(
        _ row: Reservation, _ taken: ReservedAmounts, _ counters: [CounterID: Counter]
    ) {
        func live(_ holds: [CounterHold]) -> [LiveAmount] {
            holds.compactMap { hold in
                counters[hold.counterID].map { LiveAmount(counter: $0, amount: hold.amount) }
            }
        }
        add(
            LiveReservation(
                row, holds: live(taken.holds), windowCharges: live(taken.windowCharges), model: nil, isOnDisk: true))
    }

    /// Follows a committed change of a policy, or a new one.
    mutating func put(_ policy: LimitPolicy, at now: Instant) {
        guard let known = policies[policy.id] else {
            let new = BookPolicy(policy)
            policies[policy.id] = new
            return index(new)
        }
        let isSelectedAlike =
            known.policy.conditions == policy.conditions && known.policy.groupBy == policy.groupBy
            && known.policy.onMissing == policy.onMissing && known.policy.status == policy.status
        let hadOtherPeriod = known.policy.period != policy.period
        // Periods that have ended, ended under the old rule.
        for counter in known.counters.values where hadOtherPeriod { roll(counter, to: now) }
        known.change(to: policy)
        if hadOtherPeriod { setPeriodEnds(of: known, at: now) }
        if !isSelectedAlike { reindex() }
    }

    /// What was used stays used; from the next reset on, the new zone counts.
    mutating func setZone(_ zone: TimeZoneName, at now: Instant) {
        guard zone != self.zone else { return }
        for policy in policies.values { for counter in policy.counters.values { roll(counter, to: now) } }
        reckon(in: zone)
        for policy in policies.values { setPeriodEnds(of: policy, at: now) }
    }

    private mutating func setPeriodEnds(of policy: BookPolicy, at now: Instant) {
        let end = policy.span(containing: now, calendar).end
        for counter in policy.counters.values where counter.periodEnd != end {
            counter.periodEnd = end
            pending.mark(counter)
        }
    }
}
