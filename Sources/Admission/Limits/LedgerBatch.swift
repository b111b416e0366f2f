import Domain
import Policy
import Storage

/// A change beside the books that has to be in the same commit: an audit row. Data only, as it may run again.
public typealias LedgerCompanion = @Sendable (any Transaction) throws(AdminError) -> Void

/// Everything that one book has changed since its last commit, as data: it may be written more than once.
struct LedgerBatch: Sendable {
    /// A row whose request id may turn out to be taken, with what is to be undone then.
    struct Insertion: Sendable {
        let row: Reservation
        let taken: ReservedAmounts
        /// The windows that it charged, requests and tokens, and in which instant of theirs.
        let windows: [CounterHold]
        let windowsAt: Instant
        let charges: [CounterCharge]
    }

    struct Snapshot: Sendable {
        var row: LimitCounter
        var window: RateWindow?

        var change: CounterChange {
            var row = row
            row.window = window?.bytes
            return .put(row)
        }
    }

    var insertions: [Insertion] = []
    var updates: [Reservation] = []
    var entries: [LedgerEntry] = []
    var dropped: [LimitCounter] = []
    var snapshots: [Snapshot] = []
    var companions: [LedgerCompanion] = []

    /// - Parameter organization: whose book it is.
    /// - Returns: the insertions that were not made, because the key had used their request id before. The counters are
    ///   written as if these had never been.
    func write(
        for organization: OrganizationID, to transaction: any Transaction
    ) throws(AdminError) -> Set<ReservationID> {
        var refused: Set<ReservationID> = []
        for insertion in insertions where try !transaction.reservations.insert(insertion.row, taking: insertion.taken) {
            refused.insert(insertion.row.id)
        }
        for entry in entries where refused.isEmpty || entry.reservationID.map(refused.contains) != true {
            try transaction.ledgerEntries.insert(entry)
        }
        for row in updates { try transaction.reservations.update(row) }
        try transaction.limitCounters.apply(counterChanges(without: refused), in: organization)
        for companion in companions { try companion(transaction) }
        return refused
    }

    /// What is made of the counters, as if the refused insertions had never been. The later of two changes of one counts.
    func counterChanges(without refused: Set<ReservationID>) -> [CounterChange] {
        let snapshots =
            refused.isEmpty ? snapshots : snapshots(without: insertions.filter { refused.contains($0.row.id) })
        return dropped.map { .delete($0) } + snapshots.map(\.change)
    }

    private func snapshots(without refused: [Insertion]) -> [Snapshot] {
        var corrected = snapshots
        let positions = Dictionary(uniqueKeysWithValues: snapshots.enumerated().map { ($1.row.id, $0) })
        for insertion in refused {
            for hold in insertion.taken.holds {
                if let index = positions[hold.counterID] { corrected[index].row.held -= hold.amount }
            }
            for charge in insertion.charges {
                guard let index = positions[charge.counterID], corrected[index].row.periodStart == charge.period else {
                    continue
                }
                corrected[index].row.used -= charge.amount
            }
            for charge in insertion.windows {
                guard let index = positions[charge.counterID] else { continue }
                corrected[index].window?.correct(
                    by: -charge.amount, chargedAt: insertion.windowsAt, now: insertion.row.createdAt)
            }
        }
        return corrected
    }
}

/// What a book has changed and nobody has written yet.
struct PendingBatch {
    /// What is to be undone in memory where an insertion is refused.
    struct Insertion {
        let live: LiveReservation
        let windows: [LiveAmount]
        /// The instant in which the windows were charged.
        let windowsAt: Instant
        let charges: [(LiveAmount, period: Instant)]
    }

    struct Waiter {
        let ticket: CommitTicket
        /// The insertion that it asked for.
        let insertion: ReservationID?
    }

    var insertions: [Insertion] = []
    var updates: [Reservation] = []
    var entries: [LedgerEntry] = []
    var dirty: [Counter] = []
    /// Counters that were dropped as idle.
    var dropped: [LimitCounter] = []
    var companions: [LedgerCompanion] = []
    var waiters: [Waiter] = []
    /// Reservations that have ended and may be forgotten once that is on disk.
    var ended: [LiveReservation] = []

    var isEmpty: Bool {
        insertions.isEmpty && updates.isEmpty && entries.isEmpty && dirty.isEmpty && dropped.isEmpty
            && companions.isEmpty
            && waiters.isEmpty
    }

    mutating func mark(_ counter: Counter) {
        guard !counter.isDirty, !counter.isRetired else { return }
        counter.isDirty = true
        dirty.append(counter)
    }

    /// The data of it, with the counters as they stand.
    func batch(at now: Instant) -> LedgerBatch {
        LedgerBatch(
            insertions: insertions.map { insertion in
                LedgerBatch.Insertion(
                    row: insertion.live.row, taken: insertion.live.taken, windows: insertion.windows.map(\.hold),
                    windowsAt: insertion.windowsAt,
                    charges: insertion.charges.map { charge, period in
                        CounterCharge(counterID: charge.counter.id, period: period, amount: charge.amount)
                    })
            }, updates: updates, entries: entries, dropped: dropped,
            snapshots: dirty.map { LedgerBatch.Snapshot(row: $0.row(at: now), window: $0.window?.ring) },
            companions: companions)
    }
}
