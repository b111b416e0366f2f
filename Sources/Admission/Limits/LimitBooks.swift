import Domain
import Policy
import Storage
import Synchronization

/// The books of all organizations: what limits a call, and what has been counted.
///
/// Memory decides, the disk remembers: every change is applied under its book's lock and written in the same order, and
/// nobody is told before the commit. Bound: one counter for each group that has counted something in its period or window,
/// and `maximumCounters` an organization.
public final class LimitBooks: Sendable {
    private let books = Mutex<[OrganizationID: Book]>([:])
    let storage: any LedgerStorage
    let time: any TimeSource
    private let identifiers: any IdentifierSource
    private let writer: LedgerWriter
    private let carrier: CounterCarrier?
    private let maximumCounters: Int
    let scans = ScanLane()
    let audits = AuditLog()

    /// - Parameter maximumCounters: of one organization; a call that would make one more is refused.
    public convenience init(
        database: any Database, time: any TimeSource, identifiers: any IdentifierSource,
        maximumCounters: Int = LimitRules.maximumCounters
    ) {
        let spawner = TaskSpawner()
        let storage = DatabaseLedgerStorage(database, spawner: spawner)
        self.init(
            storage, carrier: storage.carrier, time: time, identifiers: identifiers, spawner: spawner,
            maximumCounters: maximumCounters)
    }

    /// - Parameter carrier: where the disk has one.
    init(
        _ storage: any LedgerStorage, carrier: CounterCarrier? = nil, time: any TimeSource,
        identifiers: any IdentifierSource, spawner: any Spawner, maximumCounters: Int = LimitRules.maximumCounters
    ) {
        self.maximumCounters = maximumCounters
        self.storage = storage
        self.carrier = carrier
        self.time = time
        self.identifiers = identifiers
        writer = LedgerWriter(storage: storage, time: time, spawner: spawner)
    }

    /// Decides one call: all limits together, counted at once or not at all. Returns once what the reply says is on disk,
    /// as far as it is to be.
    ///
    /// - Parameter reserving: `nil` for a call that is charged on limits of requests and only checked on the others.
    /// - Throws: `unavailable` where it could not be written; nothing was counted then.
    public func admit(
        _ call: LimitedCall, reserving request: ReserveRequest?
    ) async throws(AdminError) -> LimitAnswer {
        let (answer, ticket) = try admitNow(call, reserving: request)
        guard let ticket else {
            guard answer.denial != nil, let first = try await first(request, call) else { return answer }
            return answer.with(first)
        }
        guard try await ticket.wait() else { return answer }
        guard let first = try await first(request, call) else { throw .bookIsUnavailable }
        return answer.with(first)
    }

    /// The decision alone. Where there is a ticket, nobody may be told before it is resolved.
    public func admitNow(
        _ call: LimitedCall, reserving request: ReserveRequest?
    ) throws(AdminError) -> (answer: LimitAnswer, ticket: CommitTicket?) {
        let admitted = try book(of: call.organizationID).use { state throws(AdminError) in
            // Under the lock: the times of decisions are in the order of the decisions, and so no window of them, either,
            // has more than its limit.
            try state.admit(call, reserving: request, at: time.now())
        }
        return (admitted.answer, admitted.ticket)
    }

    /// What the same request id was answered with before, be it that there is no room for it any more.
    private func first(_ request: ReserveRequest?, _ call: LimitedCall) async throws(AdminError) -> KnownReservation? {
        guard let requestID = request?.requestID else { return nil }
        let (key, organization) = (RequestKey(keyID: call.matching.keyID, requestID: requestID), call.organizationID)
        guard let stored = try await storage.reservations(of: [key], in: organization)[key] else { return nil }
        return try await find(stored.reservation.id, in: organization)
    }

    func book(of organization: OrganizationID) -> Book {
        books.withLock { books in
            if let book = books[organization] { return book }
            let book = Book(
                organization, zone: .utc, identifiers: identifiers, writer: writer, maximumCounters: maximumCounters)
            books[organization] = book
            return book
        }
    }

    var all: [Book] { books.withLock { Array($0.values) } }

    /// Returns once everything that was decided before is on disk.
    public func flush() async { await writer.flush() }
}

extension LimitedCall {
    public var organizationID: OrganizationID { matching.organizationID }
}

// MARK: - Following the disk

extension LimitBooks {
    /// Takes in every counter and every open reservation. To be called once, before the first request.
    public func load(from transaction: any Transaction) throws(AdminError) {
        try transaction.organizations.forEachTimeZone { id, zone throws(AdminError) in
            book(of: id).follow { $0.reckon(in: zone) }
        }
        var policies: [LimitPolicy] = []
        try transaction.policies.forEachPolicy { policy throws(AdminError) in policies.append(policy) }
        try load(policies, from: transaction)
    }

    /// - Parameter policies: all that there are, the archived ones included.
    func load(_ policies: [LimitPolicy], from transaction: any Transaction) throws(AdminError) {
        let now = transaction.now
        let byOrganization = Dictionary(grouping: policies, by: \.organizationID)
        let others = try transaction.reservations.organizationsWithOpen()
        let counters = try transaction.limitCounters.stored()
        let changes = try transaction.periodChanges.all()
        carrier?.start(after: counters.newestChange)
        for organization in Set(byOrganization.keys).union(others) {
            let policies = byOrganization[organization] ?? []
            let stored = try StoredBook.read(
                organization, policies: policies.map(\.id), counters, from: transaction)
            open(organization, policies, changes[organization] ?? [], stored, at: now)
        }
    }

    /// Takes in all of a book that nobody has asked yet.
    func open(
        _ organization: OrganizationID, _ policies: [LimitPolicy], _ changes: [PeriodChange], _ stored: StoredBook,
        at now: Instant
    ) {
        book(of: organization).follow { state in
            for policy in policies { state.policies[policy.id] = BookPolicy(policy) }
            state.reindex()
            state.recall(changes)
            state.restore(stored)
            state.expireDue(at: now)
        }
    }

    /// Follows a committed policy, new, changed, archived or restored.
    public func put(_ policy: LimitPolicy) {
        let now = time.now()
        book(of: policy.organizationID).follow { $0.put(policy, at: now) }
    }

    /// The limits that were given on a key, oldest first.
    public func given(on key: APIKeyID, in organization: OrganizationID) -> [LimitPolicy] {
        book(of: organization).follow { $0.given(on: key) }
    }

    /// Follows a committed time zone. What was used stays used; from the next reset on, the new zone counts.
    public func setTimeZone(_ zone: TimeZoneName, of organization: OrganizationID) {
        let now = time.now()
        book(of: organization).follow { $0.setZone(zone, at: now) }
    }
}
