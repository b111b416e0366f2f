/// A call as its caller knows it: what it was told, or what it asked without an answer.
final class ExactCall {
    enum State {
        case asked, open
        case settling(ExactUsage, ExactPrice)
        case releasing
        /// Known to have ended, and what it has charged.
        case settled(ExactAmount)
        case released
        case expired
        case refused
    }

    let requestID: String
    let isOnBudget: Bool
    let estimate: ExactUsage
    let ttlSeconds: Int64
    /// By verify, and not by a reservation.
    let isVerified: Bool
    var state = State.asked
    var id = ""
    /// Whether it is settled after it has expired.
    var isLate = false
    /// By the caller's clock, in Unix milliseconds.
    var askedAt: Int64 = 0
    var answeredAt = Int64.max
    /// By the server's; 0 for one that was not admitted.
    var madeAt: Int64 = 0

    init(_ requestID: String, isOnBudget: Bool, estimate: ExactUsage, ttlSeconds: Int64, isVerified: Bool) {
        self.requestID = requestID
        self.isOnBudget = isOnBudget
        self.estimate = estimate
        self.ttlSeconds = ttlSeconds
        self.isVerified = isVerified
    }

    var lasts: Bool { ttlSeconds == ExactScene.longTTL }
    var amount: ExactAmount { isOnBudget ? estimate.amount(at: ExactScene.price) : ExactAmount() }

    var held: ExactAmount {
        if case .open = state { amount } else { ExactAmount() }
    }

    var used: ExactAmount {
        switch state {
        case .settled(let amount): amount
        case .expired: chargeOfExpiry
        case .asked, .open, .settling, .releasing, .released, .refused: ExactAmount()
        }
    }

    /// The budget of money charges what expires, the one of tokens lets go.
    var chargeOfExpiry: ExactAmount { ExactAmount(cost: amount.cost) }

    var isOpen: Bool { if case .open = state { true } else { false } }
    var isExpired: Bool { if case .expired = state { true } else { false } }
    var isRefused: Bool { if case .refused = state { true } else { false } }
}
