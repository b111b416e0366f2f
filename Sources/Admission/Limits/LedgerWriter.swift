import Domain
import Storage
import Synchronization

/// Carries what books have changed to the disk: whatever gathers while one commit runs makes up the next. There is no
/// timer, so a lone caller never waits for company.
final class LedgerWriter: Sendable {
    private struct State {
        var queued: [Book] = []
        var isRunning = false
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    private let database: any Database
    private let time: any TimeSource
    private let state = Mutex(State())

    init(database: any Database, time: any TimeSource) {
        self.database = database
        self.time = time
    }

    func enqueue(_ book: Book) {
        let mustStart = state.withLock { state in
            state.queued.append(book)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if mustStart { Task { await drain() } }
    }

    /// Returns once everything that was queued before has been written, or has failed.
    func flush() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.isRunning { state.idle.append(continuation) }
                return !state.isRunning
            }
            if isIdle { continuation.resume() }
        }
    }

    private func drain() async {
        while let books = takeQueued() {
            for book in books where book.needsReload { await reload(book) }
            let now = time.now()
            let batches = books.compactMap { book in book.takeBatch(at: now).map { (book, $0) } }
            if !batches.isEmpty { await write(batches) }
        }
    }

    /// `nil`, and the end of the task, when nothing is left.
    private func takeQueued() -> [Book]? {
        let (books, idle) = state.withLock { state in
            guard state.queued.isEmpty else {
                defer { state.queued = [] }
                return (state.queued, [CheckedContinuation<Void, Never>]())
            }
            state.isRunning = false
            defer { state.idle = [] }
            return ([], state.idle)
        }
        for continuation in idle { continuation.resume() }
        return books.isEmpty ? nil : books
    }

    private func write(_ batches: [(Book, LedgerBatch)]) async {
        let data = batches.map(\.1)
        do throws(AdminError) {
            let refused = try await database.write { transaction throws(AdminError) in
                var refused: [Set<ReservationID>] = []
                for batch in data { refused.append(try batch.write(to: transaction)) }
                return refused
            }
            for ((book, _), refused) in zip(batches, refused) { book.didCommit(refused: refused) }
        } catch {
            for (book, _) in batches { book.didFail(error) }
            for (book, _) in batches { await reload(book) }
        }
    }

    /// Reads a book anew. Where that fails too, the next call that finds the book so has it tried again.
    private func reload(_ book: Book) async {
        let organization = book.organizationID
        let policies = book.follow { $0.policies.keys.map(\.self) }
        guard
            let stored = try? await database.read({ transaction throws(AdminError) in
                try StoredBook.read(organization, policies: policies, from: transaction)
            })
        else { return }
        book.follow { $0.restore(stored) }
    }
}

extension StoredBook {
    static func read(
        _ organization: OrganizationID, policies: [PolicyID], from transaction: any Transaction
    ) throws(AdminError) -> StoredBook {
        var stored = StoredBook()
        for policy in policies {
            var rows: [LimitCounter] = []
            try transaction.limitCounters.forEach(of: policy, in: organization) { row throws(AdminError) in
                rows.append(row)
            }
            if !rows.isEmpty { stored.counters[policy] = rows }
        }
        try transaction.reservations.forEachOpen(in: organization) { row throws(AdminError) in
            stored.reservations.append(row)
        }
        return stored
    }
}
