import Domain
import Policy
import Storage

/// The life of a reservation. Each returns once what it says is on disk. What belongs to another organization looks like
/// what does not exist.
extension LimitBooks {
    /// The reservation as it stands, in memory or on disk; `nil` where there is none, or no longer.
    public func find(
        _ id: ReservationID, in organization: OrganizationID
    ) async throws(AdminError) -> KnownReservation? {
        let live = try book(of: organization).use { state in
            state.reservations[id].flatMap { $0.isOnDisk ? $0.known : nil }
        }
        if let live { return live }
        return try await database.read { transaction throws(AdminError) in
            try Self.find(id, in: organization, transaction)
        }
    }

    /// The model that it is for, as far as memory still has its price.
    public func pinnedModel(of id: ReservationID, in organization: OrganizationID) throws(AdminError) -> PinnedModel? {
        try book(of: organization).use { $0.pinnedModel(of: id) }
    }

    /// Charges what was really used and frees the rest. An expired reservation takes its settlement late.
    public func settle(
        _ id: ReservationID, in organization: OrganizationID, _ settlement: Settlement
    ) async throws(AdminError) -> KnownReservation {
        let book = book(of: organization)
        let ended = try book.use { state throws(AdminError) in try state.settle(id, settlement, at: time.now()) }
        if let ended { return try await ended.written() }
        guard let known = try await stored(id, in: organization) else { throw .missing("reservation") }
        switch known.reservation.state {
        case .settled:
            try known.requireSame(settlement)
            return known
        case .released: throw .wasReleased
        case .open, .expired:
            let taken = try await database.read { transaction throws(AdminError) in
                try transaction.reservations.amounts(of: id, in: organization)
            }
            guard let taken else { throw .missing("reservation") }
            let late = try book.use { state throws(AdminError) in
                state.revive(known, taken)
                return try state.settle(id, settlement, at: time.now())
            }
            guard let late else { throw .missing("reservation") }
            return try await late.written()
        }
    }

    /// The same without waiting, for what memory knows all of: where there is a ticket, nobody may be told before it is
    /// resolved.
    ///
    /// - Parameter name: of the model that answered; `nil` for the one that was reserved for.
    /// - Returns: `nil` where memory does not know the reservation, or not the price of that model; nothing has happened
    ///   then.
    public func settleNow(
        _ id: ReservationID, in organization: OrganizationID, named name: String?,
        _ settlement: (PinnedModel) -> Settlement
    ) throws(AdminError) -> Ended? {
        try book(of: organization).use { state throws(AdminError) in
            guard let pinned = state.pinnedModel(of: id), name == nil || name == pinned.name else { return nil }
            return try state.settle(id, settlement(pinned), at: time.now())
        }
    }

    /// The call was not made. Repeating it changes nothing.
    public func release(
        _ id: ReservationID, in organization: OrganizationID
    ) async throws(AdminError) -> KnownReservation {
        let ended = try book(of: organization).use { state throws(AdminError) in
            try state.release(id, at: time.now())
        }
        if let ended { return try await ended.written() }
        guard let known = try await stored(id, in: organization) else { throw .missing("reservation") }
        guard known.reservation.state != .settled else { throw .alreadySettled }
        return known
    }

    /// - Parameter ttlSeconds: from now on, 1 … 86,400; never past a day after it was made.
    public func extend(
        _ id: ReservationID, in organization: OrganizationID, ttlSeconds: Int64
    ) async throws(AdminError) -> KnownReservation {
        let request = try ReserveRequest(requestID: nil, ttlSeconds: ttlSeconds)
        let ended = try book(of: organization).use { state throws(AdminError) in
            try state.extend(id, ttlSeconds: request.ttlSeconds, at: time.now())
        }
        if let ended { return try await ended.written() }
        guard let known = try await stored(id, in: organization) else { throw .missing("reservation") }
        throw .alreadyEnded(known.reservation.state)
    }

    public func list(
        _ state: Reservation.State?, in organization: OrganizationID, _ page: PageRequest<Reservation>
    ) async throws(AdminError) -> Page<KnownReservation> {
        let stored = try await database.read { transaction throws(AdminError) in
            let rows = try transaction.reservations.list(state, in: organization, page)
            var items: [KnownReservation] = []
            for row in rows.items { items.append(try Self.known(row, transaction)) }
            return Page(items: items, hasMore: rows.hasMore)
        }
        // What an open one holds, on which limit, only memory knows.
        return try book(of: organization).use { book in
            let items = stored.items.compactMap { known -> KnownReservation? in
                guard known.reservation.state == .open else { return known }
                let live = book.reservations[known.reservation.id]?.known
                // Its end may not have been on disk when that was read.
                return state == nil || live?.reservation.state == state ? live ?? known : nil
            }
            return Page(items: items, hasMore: stored.hasMore)
        }
    }

    private func stored(
        _ id: ReservationID, in organization: OrganizationID
    ) async throws(AdminError) -> KnownReservation? {
        try await database.read { transaction throws(AdminError) in try Self.find(id, in: organization, transaction) }
    }

    private static func find(
        _ id: ReservationID, in organization: OrganizationID, _ transaction: any Transaction
    ) throws(AdminError) -> KnownReservation? {
        guard let row = try transaction.reservations.find(id, in: organization) else { return nil }
        return try known(row, transaction)
    }

    private static func known(
        _ row: Reservation, _ transaction: any Transaction
    ) throws(AdminError) -> KnownReservation {
        guard let id = row.entryID else { return KnownReservation(row, entry: nil) }
        return KnownReservation(row, entry: try transaction.ledgerEntries.find(id, in: row.call.organizationID))
    }
}

/// Usage that was never reserved, as it is recorded.
public struct UsageRecord: Sendable {
    public let call: LimitedCall
    public let requestID: String?
    public let settlement: Settlement

    public init(call: LimitedCall, requestID: String?, settlement: Settlement) {
        self.call = call
        self.requestID = requestID
        self.settlement = settlement
    }
}

/// What has become of a record of usage.
public struct RecordedUsage: Sendable {
    public let entry: LedgerEntry?
    /// The request id was known: nothing was charged again.
    public let isRepeated: Bool
}

extension LimitBooks {
    /// Charges all of them, each once per request id, or none; one commit carries them all.
    ///
    /// - Throws: `conflict` where a request id is that of an open reservation, `unprocessable` where a sum would not fit.
    public func record(
        _ records: [UsageRecord], in organization: OrganizationID
    ) async throws(AdminError) -> [RecordedUsage] {
        try await requireRecorded(records, in: organization)
        let ended = try book(of: organization).use { state throws(AdminError) in
            let now = time.now()
            try state.requireRoom(for: records, at: now)
            var ended: [Ended] = []
            for record in records {
                ended.append(
                    try state.record(record.settlement, record.call, requestID: record.requestID, at: now))
            }
            return ended
        }
        var recorded: [RecordedUsage] = []
        for (record, ended) in zip(records, ended) {
            let wasRefused = try await ended.ticket?.wait() ?? false
            let known = wasRefused ? try await first(record, in: organization) : ended.known
            recorded.append(RecordedUsage(entry: known?.entry, isRepeated: wasRefused || ended.isRepeated))
        }
        return recorded
    }

    /// Of request ids that only the disk remembers.
    private func requireRecorded(
        _ records: [UsageRecord], in organization: OrganizationID
    ) async throws(AdminError) {
        try await database.read { transaction throws(AdminError) in
            for (index, record) in records.enumerated() {
                guard let id = record.requestID else { continue }
                let key = record.call.matching.keyID
                let row = try transaction.reservations.find(requestID: id, of: key, in: organization)
                // An open one, memory knows better.
                guard let row, row.state != .open else { continue }
                do throws(AdminError) {
                    try row.requireRecorded()
                } catch {
                    throw error.within("records[\(index)]")
                }
            }
        }
    }

    private func first(
        _ record: UsageRecord, in organization: OrganizationID
    ) async throws(AdminError) -> KnownReservation? {
        guard let requestID = record.requestID else { return nil }
        let key = record.call.matching.keyID
        return try await database.read { transaction throws(AdminError) in
            guard let row = try transaction.reservations.find(requestID: requestID, of: key, in: organization) else {
                return nil
            }
            return try Self.find(row.id, in: organization, transaction)
        }
    }
}

extension Ended {
    fileprivate func written() async throws(AdminError) -> KnownReservation {
        _ = try await ticket?.wait()
        return known
    }
}
