import Domain
import Storage
import Synchronization

/// A counter on disk that has used something else than the ledger charges it.
struct CounterDifference: Hashable, Sendable {
    let counterID: CounterID
    let period: Instant
    /// The ledger's sum less the counter's.
    let missing: Int64
}

/// One organization's ledger, added up piece by piece: what each counter was charged in the period that it was in at the
/// beginning.
///
/// No piece keeps anybody waiting. The last one reads the counters again, in the one snapshot in which the sums are whole;
/// one that is in another period by then is left to the next time.
final class LedgerSums: Sendable {
    /// Rows in a piece: a few milliseconds.
    private static let pieceSize = 2000

    private struct State {
        var hasBegun = false
        var last: LedgerEntryID?
        var charged: [CounterID: (period: Instant, sum: Int128)] = [:]
    }

    private let organization: OrganizationID
    private let policies: [PolicyID]
    private let state = Mutex(State())

    init(_ organization: OrganizationID, policies: [PolicyID]) {
        self.organization = organization
        self.policies = policies
    }

    /// - Returns: the counters that differ, once all is added up; `nil` before.
    func addPiece(from transaction: any Transaction) throws(AdminError) -> [CounterDifference]? {
        try state.withLock { state throws(AdminError) in
            if !state.hasBegun {
                try forEachCounter(transaction) { state.charged[$0.id] = ($0.periodStart, 0) }
                state.hasBegun = true
            }
            state.last = try transaction.ledgerEntries.forEachCharge(
                in: organization, after: state.last, limit: Self.pieceSize
            ) { charge in
                guard let known = state.charged[charge.counterID], known.period == charge.period else { return }
                state.charged[charge.counterID] = (known.period, known.sum + Int128(charge.amount))
            }
            return state.last == nil ? try differences(state.charged, transaction) : nil
        }
    }

    private func differences(
        _ charged: [CounterID: (period: Instant, sum: Int128)], _ transaction: any Transaction
    ) throws(AdminError) -> [CounterDifference] {
        var differences: [CounterDifference] = []
        try forEachCounter(transaction) { row in
            guard let known = charged[row.id], known.period == row.periodStart, known.sum != Int128(row.used) else {
                return
            }
            differences.append(
                CounterDifference(
                    counterID: row.id, period: row.periodStart, missing: Int64(clamping: known.sum - Int128(row.used))))
        }
        return differences
    }

    private func forEachCounter(
        _ transaction: any Transaction, _ body: (LimitCounter) -> Void
    ) throws(AdminError) {
        let counters = try transaction.limitCounters.stored()
        for policy in policies { try counters.forEach(of: policy, in: organization) { body($0) } }
    }
}
