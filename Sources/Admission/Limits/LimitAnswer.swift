import Domain
import Policy

/// How a limit stands for a call, after what the call itself has counted.
public struct LimitStanding: Sendable {
    public let policy: PolicyLabel
    /// All three in the policy's unit: nano-dollars, tokens or calls.
    public let limit: Int64
    public let used: Int64
    public let held: Int64
    /// When nothing of what is used counts any more; `nil` for a budget that never begins again, and concurrent calls.
    public let resetAt: Instant?

    public var remaining: Int64 {
        let (taken, overflowed) = used.addingReportingOverflow(held)
        return overflowed ? 0 : max(0, limit.subtractingReportingOverflow(taken).partialValue)
    }
}

/// Why a policy refuses a call, or in shadow mode would have.
public struct LimitDenial: Sendable {
    public enum Reason: Hashable, Sendable {
        case exceeded
        /// The counter's sum would not fit: refused in shadow mode, too.
        case overflow
        /// The call would make a counter, and the organization has as many as it may: refused in shadow mode, too.
        case noCounterLeft(maximum: Int)
        /// A limit in money, a model without a price.
        case unpriced
        /// The call lacks what the policy groups by, and the policy refuses such calls.
        case missing(PolicyAttribute)
    }

    public let reason: Reason
    public let standing: LimitStanding
    /// Whether the same call may pass later, with nobody changing anything.
    public let isRetryable: Bool
    /// When it may pass at the earliest, as far as can be told.
    public let retryAt: Instant?

    /// Whether nothing was counted or judged for want of room, so that not even shadow mode lets the call pass.
    var isOverflow: Bool {
        switch reason {
        case .overflow, .noCounterLeft: true
        case .exceeded, .unpriced, .missing: false
        }
    }

    public var isRate: Bool { if case .rate = standing.policy.measure { true } else { false } }
}

/// What the limits say of a call.
public struct LimitAnswer: Sendable {
    static let free = LimitAnswer(denial: nil)

    /// The first policy that refuses it.
    public let denial: LimitDenial?
    /// Policies in shadow mode that would have.
    public let shadowDenials: [LimitDenial]
    /// Every limit that the call comes under: rate limits first.
    public let standings: [LimitStanding]
    public let reservation: KnownReservation?

    /// - Parameter standings: empty where nobody is told of them.
    public init(
        denial: LimitDenial?, shadowDenials: [LimitDenial] = [], standings: [LimitStanding] = [],
        reservation: KnownReservation? = nil
    ) {
        self.denial = denial
        self.shadowDenials = shadowDenials
        self.standings = standings
        self.reservation = reservation
    }

    func with(_ reservation: KnownReservation) -> LimitAnswer {
        LimitAnswer(denial: nil, shadowDenials: [], standings: standings, reservation: reservation)
    }
}

/// What is asked for beside the decision.
public struct ReserveRequest: Hashable, Sendable {
    public let requestID: String?
    public let ttlSeconds: Int64

    /// - Throws: `invalid_request` where the time to live is not 1 … 86,400 seconds.
    public init(requestID: String?, ttlSeconds: Int64 = Reservation.defaultTTL) throws(AdminError) {
        guard (1...Reservation.longestTTL).contains(ttlSeconds) else {
            throw .invalid("ttl_seconds", "ttl_seconds must be between 1 and \(Reservation.longestTTL).")
        }
        self.requestID = requestID
        self.ttlSeconds = ttlSeconds
    }
}

/// The model that answers a reserved call, at the price that was in force when the call was admitted.
public struct PinnedModel: Sendable {
    /// `nil` for one that no catalogue knows.
    public let model: CallModel?
    public let name: String?

    public init(model: CallModel?, name: String?) {
        self.model = model
        self.name = name
    }
}

/// What was really used.
public struct Settlement: Sendable {
    public let usage: TokenUsage
    /// Stated by the gateway; goes before the price.
    public let cost: NanoDollars?
    /// The model that answered, if it is known, with the price that held when the call was admitted.
    public let model: CallModel?
    public let modelName: String?
    public let outcome: String?
    /// When the call was; `nil`: now.
    public let occurredAt: Instant?

    public init(
        usage: TokenUsage, cost: NanoDollars?, model: CallModel?, named name: String?, outcome: String?,
        occurredAt: Instant? = nil
    ) {
        self.usage = usage
        self.cost = cost
        self.model = model
        modelName = model?.name ?? name
        self.outcome = outcome
        self.occurredAt = occurredAt
    }

    /// Why nobody can tell what it cost; `nil` where it is known.
    public var unpricedBecause: String? {
        guard cost == nil else { return nil }
        guard let model else {
            return modelName.map { "the model '\($0)' is not in the catalogue" } ?? "no model is named"
        }
        switch model.price {
        case .free: return nil
        case .unpriced(let because):
            let parts = because.isEmpty ? "" : " that is understood (\(because.joined(separator: ", ")))"
            let verb = occurredAt.map { "had no price at \($0.rfc3339)" } ?? "has no price"
            return "the model '\(model.name)' \(verb)\(parts)"
        case .priced(let price):
            guard case .unknown(let part) = price.charge(for: usage) else { return nil }
            return "the price of the model '\(model.name)' does not cover \(part)"
        }
    }

    func amounts() throws(AdminError) -> SettledAmounts {
        var amount = cost
        if amount == nil { amount = try model?.cost(of: usage).amount }
        return SettledAmounts(cost: amount?.count, tokens: usage.tokens, requests: usage.requests)
    }
}

/// In each measure's unit.
struct SettledAmounts {
    /// `nil` where nobody can tell.
    let cost: Int64?
    let tokens: Int64
    let requests: Int64
}
