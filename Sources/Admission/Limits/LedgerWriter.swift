import Domain
import Storage
import Synchronization

/// Carries what books have changed to the disk: whatever gathers while one commit runs makes up the next. There is no
/// timer, so a lone caller never waits for company.
///
/// What is written is taken from the books when the write begins and not when it is asked for, and they follow on the
/// thread that commits: the next write can wait in line meanwhile, and the disk waits for nobody.
final class LedgerWriter: Sendable {
    private struct State {
        var queued: [Book] = []
        /// Whether a write is in line that has not begun: it takes whatever is queued by then.
        var isInLine = false
        var writes = 0
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    private typealias Batch = (book: Book, data: LedgerBatch)

    /// What a write has taken from the books: it may run again, and must write the same then.
    private final class Taken: Sendable {
        let batches = Mutex<[Batch]?>(nil)
    }

    private let database: any Database
    private let time: any TimeSource
    let carrier: CounterCarrier
    private let state = Mutex(State())

    init(database: any Database, time: any TimeSource) {
        self.database = database
        self.time = time
        carrier = CounterCarrier(database: database)
    }

    func enqueue(_ book: Book) {
        let mustLineUp = state.withLock { state in
            state.queued.append(book)
            guard !state.isInLine else { return false }
            state.isInLine = true
            state.writes += 1
            return true
        }
        if mustLineUp { write() }
    }

    /// Returns once everything that was queued before has been written, or has failed.
    func flush() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.writes > 0 { state.idle.append(continuation) }
                return state.writes == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    private func write() {
        let failed = state.withLock(\.queued).filter(\.needsReload)
        guard !failed.isEmpty else { return lineUp() }
        Task {
            for book in failed { await reload(book) }
            lineUp()
        }
    }

    private func lineUp() {
        let taken = Taken()
        database.write { [self] transaction throws(AdminError) in
            for (book, data) in take(into: taken) {
                let refused = try data.write(for: book.organizationID, to: transaction)
                transaction.afterCommit { book.didCommit(refused: refused) }
            }
        } completion: { [self] outcome in
            guard case .failure(let error) = outcome else {
                carrier.didCommit()
                return writeEnded()
            }
            let batches = take(into: taken)
            for (book, _) in batches { book.didFail(error) }
            Task {
                for (book, _) in batches { await reload(book) }
                writeEnded()
            }
        }
    }

    private func take(into taken: Taken) -> [Batch] {
        taken.batches.withLock { taken in
            if let taken { return taken }
            let books = state.withLock { state in
                defer { (state.queued, state.isInLine) = ([], false) }
                return state.queued
            }
            let now = time.now()
            let batches = books.compactMap { book in book.takeBatch(at: now).map { (book, $0) } }
            taken = batches
            return batches
        }
    }

    private func writeEnded() {
        let idle: [CheckedContinuation<Void, Never>] = state.withLock { state in
            state.writes -= 1
            guard state.writes == 0 else { return [] }
            defer { state.idle = [] }
            return state.idle
        }
        for continuation in idle { continuation.resume() }
    }

    /// Reads a book anew. Where that fails too, the next call that finds the book so has it tried again.
    private func reload(_ book: Book) async {
        let organization = book.organizationID
        let policies = book.follow { $0.policies.keys.map(\.self) }
        guard
            let stored = try? await database.read({ transaction throws(AdminError) in
                try StoredBook.read(
                    organization, policies: policies, try transaction.limitCounters.stored(), from: transaction)
            })
        else { return }
        book.follow { $0.restore(stored) }
    }
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
        return stored
    }
}
