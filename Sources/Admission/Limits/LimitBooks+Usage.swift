import Domain

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

    var requestKey: RequestKey? { requestID.map { RequestKey(keyID: call.matching.keyID, requestID: $0) } }
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
    /// - Throws: `conflict` where a request id is that of a reservation which is not settled, `unprocessable` where a sum
    ///   would not fit.
    public func record(
        _ records: [UsageRecord], in organization: OrganizationID
    ) async throws(AdminError) -> [RecordedUsage] {
        let ended = try await charged(records, in: organization)
        var recorded: [RecordedUsage] = []
        for (record, ended) in zip(records, ended) {
            let wasRefused = try await ended.ticket?.wait() ?? false
            let known = wasRefused ? try await first(record, in: organization) : ended.known
            recorded.append(RecordedUsage(entry: known?.entry, isRepeated: wasRefused || ended.isRepeated))
        }
        return recorded
    }

    private func charged(
        _ records: [UsageRecord], in organization: OrganizationID
    ) async throws(AdminError) -> [Ended] {
        let book = book(of: organization)
        let keys = records.compactMap(\.requestKey)
        for _ in 0..<Self.readings {
            let interest = try book.use { $0.begin(requests: keys) }
            defer { book.follow { $0.end(interest) } }
            let stored = try await storage.reservations(of: keys, in: organization)
            let ended = try book.use { state throws(AdminError) -> [Ended]? in
                guard interest.isValid(in: state) else { return nil }
                return try state.record(records, stored, at: time.now())
            }
            if let ended { return ended }
        }
        throw .bookIsUnavailable
    }

    /// Where the disk has refused the request id.
    private func first(
        _ record: UsageRecord, in organization: OrganizationID
    ) async throws(AdminError) -> KnownReservation? {
        guard let key = record.requestKey else { return nil }
        let known = try await storage.reservations(of: [key], in: organization)[key]
        try known?.requireRecorded(record.settlement)
        return known
    }
}

extension BookState {
    /// Charges all of them or none.
    ///
    /// - Parameter stored: what the disk says of their request ids, read while there was interest in them.
    mutating func record(
        _ records: [UsageRecord], _ stored: [RequestKey: KnownReservation], at now: Instant
    ) throws(AdminError) -> [Ended] {
        try requireRoom(for: records, stored, at: now)
        var ended: [Ended] = []
        for record in records { ended.append(try self.record(record, stored, at: now)) }
        return ended
    }

    /// What is known of a request id: by memory, but for a reservation there that the disk is about to refuse.
    func known(_ key: RequestKey, _ stored: [RequestKey: KnownReservation]) -> (
        KnownReservation, live: LiveReservation?
    )? {
        let row = stored[key]
        if let live = requests[key], row == nil || row?.reservation.id == live.row.id { return (live.known, live) }
        return row.map { ($0, nil) }
    }
}
