import Domain

@testable import Admission

/// What callers were told, so plain that it is seen to be right.
struct NaiveLedger {
    /// What a settlement says.
    struct Content: Hashable {
        let tokens: Int64
        let outcome: String?
    }

    struct Call {
        let tenant: Int
        let key: Int
        let tokens: Int64
        let createdAt: Instant
        /// The earliest instant at which it may have expired.
        var expiresAt: Instant
        /// What anybody was told that it was settled with.
        var settled: Content?
        var isReleased = false
        /// What was tried, whatever became of it.
        var triedSettlements: Set<Content> = []
        var triedRelease = false
    }

    private struct Admission {
        let at: Instant
        let isOnDisk: Bool
    }

    struct Request: Hashable {
        let tenant: Int
        let key: Int
        let id: String
    }

    var calls: [ReservationID: Call] = [:]
    /// Those that are worth acting on.
    private(set) var recent: [ReservationID] = []
    var requests: [Request: ReservationID] = [:]
    var usage: [Request: Content] = [:]
    var triedUsage: [Request: Set<Content>] = [:]
    /// Rows of calls that somebody was told of, the last ones, by tenant.
    private(set) var rows: [Int: [LedgerEntryID]] = [:]
    /// What was said to have been put right, by row, in that order.
    private(set) var corrected: [LedgerEntryID: (tenant: Int, corrections: [LedgerEntryID])] = [:]
    /// Whose corrections are under way: of two at once for one row, the second must have seen the first.
    var correcting: Set<Int> = []
    /// By tenant.
    var counted: [Int: Int] = [:]
    /// When calls were admitted that a limit of requests counts, by tenant and key.
    private var admitted: [[Int]: [Admission]] = [:]
    /// The latest that a clock has said that was set back.
    private var furthest = Instant.earliest

    mutating func add(_ id: ReservationID, _ call: Call) {
        calls[id] = call
        recent.append(id)
        if recent.count > 60 { recent.removeFirst() }
    }

    /// - Returns: how many calls the minute that ends with this one has seen.
    ///
    /// - Parameter isOnDisk: false for one that memory alone has counted, and that a restart forgets.
    mutating func admit(tenant: Int, key: Int, at instant: Instant, isOnDisk: Bool) -> Int {
        var times = admitted[[tenant, key]] ?? []
        times.append(Admission(at: instant, isOnDisk: isOnDisk))
        times.removeAll { $0.at <= instant.adding(seconds: -120) }
        admitted[[tenant, key]] = times
        return times.count { $0.at > instant.adding(seconds: -60) && $0.at <= instant }
    }

    /// When a call ends that was acknowledged just now. One that a clock ahead had ended before anybody was told of it, be it
    /// put right since, may have ended already.
    func end(of reservation: Reservation) -> Instant {
        reservation.expiresAt <= furthest ? .earliest : reservation.expiresAt
    }

    mutating func add(row id: LedgerEntryID, of tenant: Int) {
        rows[tenant, default: []].append(id)
        if rows[tenant]?.count ?? 0 > 30 { rows[tenant]?.removeFirst() }
    }

    mutating func correct(_ id: LedgerEntryID, of tenant: Int, by correction: LedgerEntryID) {
        corrected[id, default: (tenant, [])].corrections.append(correction)
    }

    /// - Parameter now: what the clock said last.
    mutating func setClockBack(from now: Instant) {
        furthest = max(furthest, now)
        admitted = [:]
        // What had expired may be extended again, and the other way round.
        for id in calls.keys { calls[id]?.expiresAt = .earliest }
    }

    mutating func restart() {
        correcting = []
        for key in admitted.keys { admitted[key]?.removeAll { !$0.isOnDisk } }
    }

    mutating func forget(_ isGone: (ReservationID) -> Bool) {
        for id in calls.keys.filter(isGone) { calls[id] = nil }
        recent.removeAll { calls[$0] == nil }
        for (request, id) in requests where calls[id] == nil { requests[request] = nil }
    }
}
