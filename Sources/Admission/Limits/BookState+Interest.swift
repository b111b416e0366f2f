import Domain

/// Somebody who is about to read from the disk what memory does not know: a reservation, or what has a request id.
struct Interest: Sendable {
    fileprivate let reservations: [ReservationID]
    fileprivate let requests: [RequestKey]
    fileprivate let reading: Int

    init(reservations: [ReservationID] = [], requests: [RequestKey] = [], reading: Int = 0) {
        self.reservations = reservations
        self.requests = requests
        self.reading = reading
    }

    /// Whether what was read from the disk since may be relied on where memory says nothing else.
    func isValid(in state: borrowing BookState) -> Bool { reading == state.reading }
}

/// Who is interested in what. While anybody is, what ends stays in memory though it is on disk: whoever comes back with a
/// row that was read meanwhile looks there first, and so never acts on one that has become old.
struct InterestTable {
    private var reservations: [ReservationID: Int] = [:]
    private var requests: [RequestKey: Int] = [:]

    var isEmpty: Bool { reservations.isEmpty && requests.isEmpty }

    func includes(_ live: LiveReservation) -> Bool {
        guard !isEmpty else { return false }
        if reservations[live.row.id] != nil { return true }
        return RequestKey(live.row.call).map { requests[$0] != nil } ?? false
    }

    fileprivate mutating func add(_ interest: Interest) {
        for id in interest.reservations { reservations[id, default: 0] += 1 }
        for key in interest.requests { requests[key, default: 0] += 1 }
    }

    fileprivate mutating func remove(_ interest: Interest) {
        for id in interest.reservations { reservations.release(id) }
        for key in interest.requests { requests.release(key) }
    }
}

extension BookState {
    /// To be called under the lock that has found memory to know nothing, and ended with `end(_:)`.
    mutating func begin(reservations: [ReservationID] = [], requests: [RequestKey] = []) -> Interest {
        let interest = Interest(reservations: reservations, requests: requests, reading: reading)
        interests.add(interest)
        return interest
    }

    mutating func end(_ interest: Interest) {
        interests.remove(interest)
        for id in interest.reservations { letGo(reservations[id]) }
        for key in interest.requests { letGo(requests[key]) }
    }

    /// Drops what has ended and was kept for somebody alone.
    private mutating func letGo(_ live: LiveReservation?) {
        guard let live, live.row.state != .open, live.isOnDisk, live.unwrittenEnds == 0, !interests.includes(live)
        else { return }
        drop(live)
    }
}

extension Dictionary where Value == Int {
    fileprivate mutating func release(_ key: Key) {
        guard let index = index(forKey: key) else { return }
        if values[index] > 1 { values[index] -= 1 } else { remove(at: index) }
    }
}
