import Domain

/// An amount on a counter in memory.
struct LiveAmount {
    let counter: Counter
    let amount: Int64

    var hold: CounterHold { CounterHold(counterID: counter.id, amount: amount) }
}

/// A reservation in memory: while it is open, and after that until its end is on disk. There may be millions, and so what
/// it shares with others is in objects.
final class LiveReservation {
    var row: Reservation
    /// On budgets and on limits of concurrent calls.
    let holds: [LiveAmount]
    /// On windows of tokens.
    let windowCharges: [LiveAmount]
    /// The price that was in force at its admission; `nil` where it was not in memory when this was loaded.
    let model: CallModel?
    /// Whether its row is on disk: until then nobody has been told of it.
    var isOnDisk: Bool
    /// How many of its ends are not on disk yet: it is kept until none is.
    var unwrittenEnds = 0
    /// What settled it, or charged it when it expired.
    var entry: LedgerEntry?
    /// What it had taken, where it has given that back.
    private let givenBack: ReservedAmounts?

    init(
        _ row: Reservation, holds: [LiveAmount], windowCharges: [LiveAmount], model: CallModel?, isOnDisk: Bool,
        entry: LedgerEntry? = nil, givenBack: ReservedAmounts? = nil
    ) {
        self.row = row
        self.holds = holds
        self.windowCharges = windowCharges
        self.model = model
        self.isOnDisk = isOnDisk
        self.entry = entry
        self.givenBack = givenBack
    }

    /// As it is written when it is made.
    var taken: ReservedAmounts {
        ReservedAmounts(holds: holds.map(\.hold), windowCharges: windowCharges.map(\.hold))
    }

    /// What it holds, or held, on a budget.
    func held(on counter: Counter?) -> Int64 { amount(on: counter, holds, givenBack?.holds) }

    /// What it was charged on a window of tokens.
    func charged(on counter: Counter) -> Int64 { amount(on: counter, windowCharges, givenBack?.windowCharges) }

    private func amount(on counter: Counter?, _ amounts: [LiveAmount], _ givenBack: [CounterHold]?) -> Int64 {
        guard let counter else { return 0 }
        return amounts.first { $0.counter === counter }?.amount
            ?? givenBack?.first { $0.counterID == counter.id }?.amount ?? 0
    }
}

/// A reservation as it is known outside the book: with the row of the ledger that ended it.
public struct KnownReservation: Sendable {
    public let reservation: Reservation
    public let entry: LedgerEntry?
    /// What it holds; empty once it has ended.
    public let holds: [ReservationHold]

    init(_ reservation: Reservation, entry: LedgerEntry?, holds: [ReservationHold] = []) {
        self.reservation = reservation
        self.entry = entry
        self.holds = holds
    }
}

/// What a reservation holds on one limit, in the policy's unit.
public struct ReservationHold: Sendable {
    public let policy: PolicyLabel
    public let amount: Int64
}

struct RequestKey: Hashable {
    let keyID: APIKeyID
    let requestID: String

    init?(_ call: ReservedCall) {
        guard let id = call.requestID else { return nil }
        keyID = call.keyID
        requestID = id
    }

    init(keyID: APIKeyID, requestID: String) {
        self.keyID = keyID
        self.requestID = requestID
    }
}
