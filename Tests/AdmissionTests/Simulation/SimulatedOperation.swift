import Domain

@testable import Admission

/// One thing that a caller asks for.
struct SimulatedOperation {
    enum Kind {
        case reserve(key: Int, requestID: String?, tokens: Int64)
        case count(key: Int)
        case settle(ReservationID, NaiveLedger.Content)
        case release(ReservationID)
        case extend(ReservationID)
        case find(ReservationID)
        case record(key: Int, requestID: String, NaiveLedger.Content)
        case correct(UsageChain, UsageCorrection)
        case reset
        case keepHouse
    }

    enum Answer: Sendable {
        case decided(LimitAnswer)
        case ended(KnownReservation)
        case found(KnownReservation?)
        case recorded([RecordedUsage])
        case corrected(LedgerEntry)
        case done
        case failed(AdminError)
    }

    /// What a reservation is extended by, in seconds.
    static let `extension`: Int64 = 30

    let kind: Kind
    let tenant: Int
    let askedAt: Instant
    /// How many commits of its tenant were kept without anybody being told, when it was asked.
    let unknownCommits: Int
    /// Whether the request id is used for the first and only time.
    var isUnique = false
    /// Whether a call that reserves nothing is counted on disk.
    var isCounted = false
    /// What had become of its reservation, as far as anybody had been told, when it was asked.
    var call: NaiveLedger.Call?
}
