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

/// One organization's ledger, added up piece by piece: each counter's charges in its latest period.
///
/// No piece keeps anybody waiting. The last one reads the counters, too: in the one snapshot in which the sums are whole.
final class LedgerSums: Sendable {
    /// Rows in a piece: a few milliseconds.
    private static let pieceSize = 2000

    private struct State {
        var last: LedgerEntryID?
        var charged: [CounterID: (period: Instant, sum: Int128)] = [:]
    }

    private let organization: OrganizationID
    private let state = Mutex(State())

    init(_ organization: OrganizationID) { self.organization = organization }

    /// - Returns: the counters that differ, once all is added up; `nil` before.
    func addPiece(
        from transaction: any Transaction, policies: [PolicyID]
    ) throws(AdminError) -> [CounterDifference]? {
        try state.withLock { state throws(AdminError) in
            state.last = try transaction.ledgerEntries.forEachCharge(
                in: organization, after: state.last, limit: Self.pieceSize
            ) { charge in
                let known = state.charged[charge.counterID] ?? (charge.period, 0)
                // A counter's periods begin in the order of its charges.
                guard charge.period >= known.period else { return }
                let sum = charge.period == known.period ? known.sum : 0
                state.charged[charge.counterID] = (charge.period, sum + Int128(charge.amount))
            }
            guard state.last == nil else { return nil }
            return try differences(state.charged, policies, transaction)
        }
    }

    private func differences(
        _ charged: [CounterID: (period: Instant, sum: Int128)], _ policies: [PolicyID], _ transaction: any Transaction
    ) throws(AdminError) -> [CounterDifference] {
        let counters = try transaction.limitCounters.stored()
        var differences: [CounterDifference] = []
        for policy in policies {
            try counters.forEach(of: policy, in: organization) { row in
                let known = charged[row.id]
                let sum = known?.period == row.periodStart ? known?.sum ?? 0 : 0
                guard sum != Int128(row.used) else { return }
                differences.append(
                    CounterDifference(
                        counterID: row.id, period: row.periodStart, missing: Int64(clamping: sum - Int128(row.used))))
            }
        }
        return differences
    }
}
