import Domain
import Storage
import Synchronization

/// The limits of one organization behind one lock: a decision is one critical section, and so is every change.
final class Book: Sendable {
    /// Callers that may wait for the disk; the next one is turned away.
    private static let maximumWaiting = 20_000

    let organizationID: OrganizationID
    private let state: Mutex<BookState>
    private let writer: LedgerWriter

    init(
        _ organizationID: OrganizationID, zone: TimeZoneName, identifiers: any IdentifierSource, writer: LedgerWriter
    ) {
        self.organizationID = organizationID
        self.writer = writer
        state = Mutex(BookState(organizationID, zone: zone, identifiers: identifiers))
    }

    /// Runs `body` under the lock, and sees to it that what it has changed is written.
    ///
    /// - Throws: what `body` throws; `unavailable` while the book is read anew after a failed commit, or when too many
    ///   wait.
    func use<Result: Sendable>(
        _ body: (inout BookState) throws(AdminError) -> Result
    ) throws(AdminError) -> Result {
        var mustQueue = false
        defer { if mustQueue { writer.enqueue(self) } }
        return try state.withLock { state throws(AdminError) in
            defer { mustQueue = state.queueIfNeeded() }
            guard !state.hasFailed else { throw .bookIsUnavailable }
            guard state.pending.waiters.count < Self.maximumWaiting else { throw .tooManyWaiting }
            return try body(&state)
        }
    }

    /// As `use`, for what must work on a book that has failed, too: what follows the disk.
    func follow<Result: Sendable>(_ body: (inout BookState) -> Result) -> Result {
        let (result, mustQueue) = state.withLock { state in
            let result = body(&state)
            return (result, state.queueIfNeeded())
        }
        if mustQueue { writer.enqueue(self) }
        return result
    }

    func takeBatch(at now: Instant) -> LedgerBatch? {
        state.withLock { state in
            state.isQueued = false
            return state.takeBatch(at: now)
        }
    }

    var needsReload: Bool { state.withLock { $0.hasFailed } }

    func didCommit(refused: Set<ReservationID>) {
        let done = follow { $0.didCommit(refused: refused) }
        for (ticket, outcome) in done?.told ?? [] { ticket.resolve(outcome) }
    }

    func didFail(_ error: AdminError) {
        let refusal = AdminError(
            .unavailable, "The change could not be written, and nothing of it was kept.", retryAfterSeconds: 1,
            detail: error.detail ?? error.message)
        for ticket in state.withLock({ $0.didFail() }) { ticket.resolve(.failed(refusal)) }
    }
}

extension BookState {
    /// - Returns: whether the writer has to be told.
    fileprivate mutating func queueIfNeeded() -> Bool {
        guard !isQueued, hasFailed || !pending.isEmpty else { return false }
        isQueued = true
        return true
    }
}

extension AdminError {
    static var bookIsUnavailable: AdminError {
        AdminError(
            .unavailable, "The limits of this organization are being read anew. Try again.", retryAfterSeconds: 1)
    }

    static var tooManyWaiting: AdminError {
        AdminError(.unavailable, "More changes are waiting than the server takes on.", retryAfterSeconds: 1)
    }
}
