import Synchronization

/// What the budgets certainly carry, and what they carry at most, while calls are under way: enough to tell an
/// admission that cannot have been right, and a refusal that cannot have been, without asking the server.
final class ExactReckoning: Sendable {
    private struct State {
        var limit = ExactAmount()
        /// What calls that were answered have taken for as long as nobody asks to end them.
        var least = ExactAmount()
        /// And what those may have taken that were not answered yet.
        var most = ExactAmount()
        /// The highest `most` since each call under way was made.
        var underWay: [Int: ExactAmount] = [:]
        var made = 0
        var overshoot = 0
        var falseDenials = 0

        mutating func add(_ amount: ExactAmount) {
            most = most + amount
            for call in underWay.keys { underWay[call] = .highest(underWay[call] ?? most, most) }
        }

        mutating func take(_ amount: ExactAmount) {
            least = least + amount
            if !least.fits(in: limit) { overshoot += 1 }
        }
    }

    private let state = Mutex(State())

    /// To be called while no call is under way.
    func begin(at standing: ExactAmount, limit: ExactAmount) {
        state.withLock { state in
            state.limit = limit
            state.least = standing
            state.most = standing
            state.underWay = [:]
        }
    }

    /// - Returns: a number for the call, to be given with its answer.
    func asks(for amount: ExactAmount) -> Int {
        state.withLock { state in
            state.made += 1
            state.underWay[state.made] = state.most
            state.add(amount)
            return state.made
        }
    }

    /// - Parameter lasts: whether the hold stays until it is ended. One that expires is only ever reckoned with as what
    ///   may be there.
    func admitted(_ call: Int, _ amount: ExactAmount, lasts: Bool) {
        state.withLock { state in
            state.underWay[call] = nil
            if lasts { state.take(amount) }
        }
    }

    /// - Parameter byBudget: false for a call that rate limits alone could refuse, which are judged elsewhere.
    func refused(_ call: Int, _ amount: ExactAmount, byBudget: Bool) {
        state.withLock { state in
            if let highest = state.underWay.removeValue(forKey: call), byBudget, highest.fits(in: state.limit) {
                state.falseDenials += 1
            }
            state.most = state.most - amount
        }
    }

    /// Before a call is settled or released.
    func ends(_ amount: ExactAmount, lasts: Bool) {
        guard lasts else { return }
        state.withLock { $0.least = $0.least - amount }
    }

    /// Before a call that has expired is settled late: what it may charge in place of what its expiry has.
    func revives(_ amount: ExactAmount, charged: ExactAmount) {
        state.withLock { state in
            state.add(amount - charged)
            state.least = state.least - charged
        }
    }

    /// Once it is known what it has charged, which is never more than `amount`, what it held.
    func ended(_ amount: ExactAmount, charging charged: ExactAmount, lasted: Bool) {
        state.withLock { state in
            state.most = state.most - (amount - charged)
            if lasted { state.take(charged) }
        }
    }

    func takeFindings() -> (overshoot: Int, falseDenials: Int) {
        state.withLock { state in
            defer { (state.overshoot, state.falseDenials) = (0, 0) }
            return (state.overshoot, state.falseDenials)
        }
    }
}
