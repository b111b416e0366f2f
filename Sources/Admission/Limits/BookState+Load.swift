import Domain
import Policy
import Storage

/// What the disk holds of one book.
struct StoredBook: Sendable {
    var counters: [PolicyID: [LimitCounter]] = [:]
    var reservations: [(row: Reservation, taken: ReservedAmounts)] = []
    /// Counters whose use was damaged, and was made anew from the ledger.
    var mended: [String] = []
    /// Counters that had begun a period which a clock that was ahead has shown, with what the ledger charges them in the
    /// latest that has really begun.
    var astray: [CounterID: CounterCharge] = [:]

    var all: some Sequence<LimitCounter> { counters.values.joined() }
}

extension StoredBook {
    static func read(
        _ organization: OrganizationID, policies: [PolicyID], _ counters: StoredCounters,
        from transaction: any Transaction
    ) throws(AdminError) -> StoredBook {
        var stored = StoredBook()
        for policy in policies {
            var rows: [LimitCounter] = []
            try counters.forEach(of: policy, in: organization) { row throws(AdminError) in
                try row.requireReadableWindow()
                rows.append(row)
            }
            if !rows.isEmpty { stored.counters[policy] = rows }
        }
        try transaction.reservations.forEachOpen(in: organization) { row, taken throws(AdminError) in
            stored.reservations.append((row, taken))
        }
        try stored.followLedger(of: organization, from: transaction)
        return stored
    }
}

extension BookState {
    /// Takes over what is on disk in place of everything in memory but the windows: those only ever count more than the
    /// disk knows, and forgetting what they have let through would let it through twice.
    ///
    /// What a counter holds is what the open reservations add up to, whatever the counter says.
    ///
    /// - Returns: whoever was still to be told of what is not there any more.
    @discardableResult
    mutating func restore(_ stored: StoredBook) -> [CommitTicket] {
        let left = (inFlight?.waiters ?? []) + pending.waiters
        reading += 1
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
                if needed.contains(counter.id) { counters[counter.id] = counter }
            }
        }
        counterIndex = CounterIndex(policies.values.lazy.flatMap(\.counters.values))
        for charge in stored.astray.values { turnBack(charge) }
        latestPeriod.forget()
        for counter in policies.values.lazy.flatMap(\.counters.values) { latestPeriod.begin(counter.periodStart) }
        for (row, taken) in stored.reservations { restore(row, taken, counters) }
        giveBackLost()
        forgetPlans()
        mendHeld()
        mended += stored.mended
        return left.map(\.ticket)
    }

    /// What was reserved, and is not on disk though it was never ended, was never said to anybody: windows that it charged
    /// are free of it. Any other may have been kept.
    private mutating func giveBackLost() {
        for insertion in lost where insertion.live.row.state == .open && reservations[insertion.live.row.id] == nil {
            for charge in insertion.windows {
                charge.counter.window?.ring.correct(
                    by: -charge.amount, chargedAt: insertion.windowsAt,
                    now: insertion.live.row.createdAt)
            }
        }
        lost = []
    }

    /// Has a counter go on in the period that really is: what was used in it counts again.
    private mutating func turnBack(_ charge: CounterCharge) {
        guard let counter = counterIndex.counter(charge.counterID) else { return }
        mended.append(
            """
            counter \(counter.id) of policy \(counter.policy.policy.id): its period begins at \(counter.periodStart.rfc3339), \
            which is yet to come; it is back in the one before, with \(charge.amount) used as the ledger says
            """)
        counter.used = charge.amount
        counter.periodStart = charge.period
        counter.periodEnd = calendar.span(of: counter.policy.policy.period, containing: charge.period).end
        counter.rulesSeen = 0
        pending.mark(counter)
    }

    private mutating func mendHeld() {
        var held: [ObjectIdentifier: Int64] = [:]
        for hold in reservations.values.lazy.flatMap(\.holds) {
            let (sum, overflowed) = held[ObjectIdentifier(hold.counter), default: 0]
                .addingReportingOverflow(hold.amount)
            held[ObjectIdentifier(hold.counter)] = overflowed ? .max : sum
        }
        for counter in policies.values.lazy.flatMap(\.counters.values) {
            let sum = held[ObjectIdentifier(counter)] ?? 0
            if counter.held != sum {
                mended.append(
                    """
                    counter \(counter.id) of policy \(counter.policy.policy.id): \(counter.held) held, but open \
                    reservations hold \(sum); it is put right
                    """)
                counter.held = sum
                pending.mark(counter)
            }
            totals.held += Int128(sum)
        }
    }

    private func restore(_ policy: BookPolicy, _ rows: [LimitCounter]) {
        var counters = [String: Counter](minimumCapacity: rows.count)
        for row in rows { counters[row.group] = restored(row, of: policy) }
        for (group, counter) in policy.counters where counter.window != nil && counters[group] == nil {
            counters[group] = counter
        }
        for counter in counters.values {
            (counter.isDirty, counter.isInFlight, counter.openCharges) = (false, false, 0)
        }
        policy.replaceCounters(with: counters)
    }

    private func restored(_ row: LimitCounter, of policy: BookPolicy) -> Counter {
        let known = policy.counters[row.group].flatMap { $0.window == nil ? nil : $0 }
        // The disk has not heard of the window that took the place of its own.
        if let known, known.id != row.id { return known }
        let counter = Counter(row, policy: policy)
        if let window = known?.window { counter.window = window }
        return counter
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
}
