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
        _ organizationID: OrganizationID, zone: TimeZoneName, identifiers: any IdentifierSource, writer: LedgerWriter,
        maximumCounters: Int
    ) {
        self.organizationID = organizationID
        self.writer = writer
        state = Mutex(
            BookState(organizationID, zone: zone, identifiers: identifiers, maximumCounters: maximumCounters))
    }

    /// Runs `body` under the lock, and sees to it that what it has changed is written.
    ///
    /// - Throws: what `body` throws; `unavailable` while the book is read anew, or when too many wait.
    func use<Result: Sendable>(
        _ body: (inout BookState) throws(AdminError) -> Result
    ) throws(AdminError) -> Result {
        var mustQueue = false
        defer { if mustQueue { writer.enqueue(self) } }
        return try state.withLock { state throws(AdminError) in
            defer { mustQueue = state.queueIfNeeded() }
            guard state.phase.isOpen else { throw .bookIsUnavailable }
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

    /// What a failed write was to carry.
    enum Loss {
        /// The batch that was taken, and with it whatever has come since.
        case underWay
        /// It had not begun: what has come since the last batch was taken. That batch, if there is one, is still to be
        /// decided.
        case waiting
    }

    func takeBatch(at now: Instant) -> LedgerBatch? {
        state.withLock { state in
            state.isQueued = false
            return state.takeBatch(at: now)
        }
    }

    func didCommit(refused: Set<ReservationID>) {
        let (done, reading) = follow { state in (state.didCommit(refused: refused), state.beginReloading()) }
        for (ticket, outcome) in done?.told ?? [] { ticket.resolve(outcome) }
        if let reading { writer.reload(self, reading) }
    }

    func didFail(_ error: AdminError, _ loss: Loss) {
        let refusal = AdminError(
            .unavailable,
            "The change could not be confirmed on disk. Ask again, under the same request_id: it counts once at most.",
            retryAfterSeconds: 1,
            detail: error.detail ?? error.message)
        let (tickets, reading) = state.withLock { state in
            let tickets = state.didFail(loss)
            return (tickets, state.beginReloading())
        }
        for ticket in tickets { ticket.resolve(.failed(refusal)) }
        if let reading { writer.reload(self, reading) }
    }

    /// Has the book read anew where a counter has begun a period that is yet to come: the clock was ahead, and what was used
    /// in the period that really is, the ledger knows alone.
    func turnBackIfAhead(of now: Instant) {
        let (tickets, reading) = state.withLock { state -> ([CommitTicket], BookPhase.Reading?) in
            guard state.phase.isOpen, state.latestPeriod.isAhead(of: now) else { return ([], nil) }
            return (state.didFail(.waiting), state.beginReloading())
        }
        for ticket in tickets { ticket.resolve(.failed(.bookIsUnavailable)) }
        if let reading { writer.reload(self, reading) }
    }

    /// Opens the book with what the disk holds.
    ///
    /// - Parameter generation: in which the reading was begun; of any other, it is too late.
    func reopen(_ stored: StoredBook, after generation: Int) {
        let tickets = follow { state in
            state.phase.open(after: generation) ? state.restore(stored) : []
        }
        for ticket in tickets { ticket.resolve(.failed(.bookIsUnavailable)) }
    }
}

extension BookState {
    /// - Returns: whether the writer has to be told.
    fileprivate mutating func queueIfNeeded() -> Bool {
        guard !isQueued, phase.isOpen, !pending.isEmpty else { return false }
        isQueued = true
        return true
    }

    fileprivate mutating func beginReloading() -> BookPhase.Reading? {
        phase.beginReloading(whileWriting: inFlight != nil)
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
