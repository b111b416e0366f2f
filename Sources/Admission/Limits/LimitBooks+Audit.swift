import Domain
import Synchronization

/// The ledger is what was used; counters are its sums, kept at hand. Now and then the one is held against the other.
extension LimitBooks {
    /// Reads the whole ledger: seconds of one core for ten million rows.
    private static let auditInterval: Int64 = 3600

    /// Has every organization's counters held against the ledger, where that has not been done for an hour.
    ///
    /// - Throws: the first failure, once all have been tried.
    func auditIfDue() async throws(AdminError) {
        let now = time.now()
        guard audits.begin(at: now, interval: Self.auditInterval) else { return }
        try await audit()
    }

    /// Adds the ledger up again, and puts right what differs: in memory, where calls go on meanwhile, and so on disk.
    ///
    /// - Throws: the first failure, once all organizations have been tried.
    func audit() async throws(AdminError) {
        var (total, failure) = (Int128(0), AdminError?.none)
        for book in all {
            do throws(AdminError) {
                for difference in try await confirmedDifferences(of: book) {
                    total += abs(Int128(difference.missing))
                    book.follow { $0.mend(difference) }
                }
            } catch { failure = failure ?? error }
        }
        await flush()
        audits.found(total)
        if let failure { throw failure }
    }

    /// Nothing is put right that was not seen twice.
    private func confirmedDifferences(of book: Book) async throws(AdminError) -> [CounterDifference] {
        let policies = book.follow { $0.policies.keys.map(\.self) }
        let first = try await storage.differences(in: book.organizationID, policies: policies)
        guard !first.isEmpty else { return [] }
        let seen = Set(first)
        return try await storage.differences(in: book.organizationID, policies: policies).filter(seen.contains)
    }
}

/// When the ledger was last added up, and what was found.
final class AuditLog: Sendable {
    private struct State {
        var last: Instant?
        var difference: Int128 = 0
    }

    private let state = Mutex(State())

    /// What counters had used that the ledger did not charge, or the other way round, added up without signs.
    var difference: Int128 { state.withLock { $0.difference } }

    /// - Returns: whether it is time. An hour is an hour whichever way a clock was set.
    func begin(at now: Instant, interval: Int64) -> Bool {
        state.withLock { state in
            if let last = state.last, abs(now.milliseconds - last.milliseconds) < interval * 1000 { return false }
            state.last = now
            return true
        }
    }

    func found(_ difference: Int128) { state.withLock { $0.difference = difference } }
}

extension BookState {
    /// Adds what the ledger says is missing on a counter, unless its period is over by now.
    mutating func mend(_ difference: CounterDifference) {
        guard phase.isOpen, let counter = counterIndex.counter(difference.counterID),
            counter.periodStart == difference.period
        else { return }
        let used = counter.used
        counter.used = max(0, Int64(clamping: Int128(used) + Int128(difference.missing)))
        pending.mark(counter)
        mended.append(
            """
            counter \(counter.id) of policy \(counter.policy.policy.id): \(used) used, but the ledger says \
            \(counter.used); it is put right
            """)
    }
}
