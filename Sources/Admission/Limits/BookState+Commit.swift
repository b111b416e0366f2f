import Domain

/// A batch that is on disk.
struct CommittedBatch: Sendable {
    /// What nobody looks at any more, thousands of objects now and then: to be let go of once nobody waits for the lock.
    final class Remains: @unchecked Sendable {
        private let batch: PendingBatch

        init(_ batch: PendingBatch) { self.batch = batch }
    }

    let told: [(CommitTicket, CommitTicket.Outcome)]
    let remains: Remains
}

extension BookState {
    /// Everything that waits to be written; `nil` for nothing. Nothing more is handed out until that one is decided.
    mutating func takeBatch(at now: Instant) -> LedgerBatch? {
        guard inFlight == nil, phase.isOpen, !pending.isEmpty else { return nil }
        let batch = pending.batch(at: now)
        for counter in pending.dirty {
            counter.isDirty = false
            counter.isInFlight = true
        }
        inFlight = pending
        pending = PendingBatch()
        return batch
    }

    /// The commit has been made.
    ///
    /// - Parameter refused: insertions whose request id was taken.
    /// - Returns: who is to be told, and what; `nil` where nothing was handed out.
    mutating func didCommit(refused: Set<ReservationID>) -> CommittedBatch? {
        guard let done = inFlight else { return nil }
        inFlight = nil
        phase.wasKept()
        for counter in done.dirty { counter.isInFlight = false }
        for insertion in done.insertions {
            if refused.contains(insertion.live.row.id) {
                undo(insertion)
            } else {
                insertion.live.isOnDisk = true
            }
        }
        for live in done.ended where !refused.contains(live.row.id) { forget(live) }
        // Whoever asked for the same while this was under way waits for the next commit, and is told the same.
        let repeated = pending.waiters.filter { $0.insertion.map(refused.contains) ?? false }
        pending.waiters.removeAll { $0.insertion.map(refused.contains) ?? false }
        return CommittedBatch(
            told: (done.waiters + repeated).map { waiter in
                (waiter.ticket, waiter.insertion.map(refused.contains) ?? false ? .repeated : .onDisk)
            }, remains: CommittedBatch.Remains(done))
    }

    /// A write has failed: nobody is answered from memory until it was read anew.
    ///
    /// - Returns: everybody whose change is not kept.
    mutating func didFail(_ loss: Book.Loss) -> [CommitTicket] {
        var waiters = pending.waiters
        lost += pending.insertions
        if loss == .underWay {
            waiters += inFlight?.waiters ?? []
            lost += inFlight?.insertions ?? []
            inFlight = nil
        }
        pending = PendingBatch()
        isQueued = false
        phase.fail()
        return waiters.map(\.ticket)
    }

    /// Takes back in memory what the disk has refused. The disk has it that way already.
    private mutating func undo(_ insertion: PendingBatch.Insertion) {
        let live = insertion.live
        for hold in live.holds { self.hold(-hold.amount, on: hold.counter) }
        if live.row.state == .open { totals.reserved -= live.reservedTotal }
        for charge in insertion.windows {
            charge.counter.window?.ring.correct(
                by: -charge.amount, chargedAt: insertion.windowsAt, now: live.row.createdAt)
            pending.mark(charge.counter)
        }
        for (charge, period) in insertion.charges where charge.counter.periodStart == period {
            charge.counter.used = max(0, charge.counter.used - charge.amount)
            pending.mark(charge.counter)
        }
        drop(live)
    }

    private mutating func forget(_ live: LiveReservation) {
        live.unwrittenEnds -= 1
        // One that was settled late, while its expiry was being written, ends once more.
        if live.unwrittenEnds == 0, !interests.includes(live) { drop(live) }
    }

    mutating func drop(_ live: LiveReservation) {
        if reservations.removeValue(forKey: live.row.id) != nil {
            for charge in live.windowCharges { charge.counter.openCharges -= 1 }
        }
        if let key = RequestKey(live.row.call), let index = requests.index(forKey: key), requests[index].value === live
        {
            requests.remove(at: index)
        }
    }
}
