import AdminClient
import Foundation
import Wire

/// One caller with its own calls, each of which it knows exactly. Used by one thread at a time.
final class ExactCaller: @unchecked Sendable {
    struct Surprise: Error {
        let words: String
    }

    private let number: Int
    private let gateway: ExactGateway
    private let reckoning: ExactReckoning
    private var random: SeededGenerator
    private(set) var calls: [ExactCall] = []
    private var live: [ExactCall] = []

    init(number: Int, seed: UInt64, _ scene: ExactScene, _ reckoning: ExactReckoning) {
        self.number = number
        self.reckoning = reckoning
        gateway = ExactGateway(scene: scene)
        random = SeededGenerator(seed: seed)
    }

    /// Returns when no answer comes any more: nil, or what else went wrong.
    func callUntilCutOff(_ client: KeyholdClient, _ begun: Counter) -> String? {
        while true {
            do {
                begun.count()
                try step(client)
            } catch AdminClientError.transport {
                return nil
            } catch {
                return "\(error)"
            }
        }
    }

    private func step(_ client: KeyholdClient) throws {
        guard Int.random(in: 0..<10, using: &random) < 5, let call = live.randomElement(using: &random) else {
            return try make(client)
        }
        let choice = Int.random(in: 0..<8, using: &random)
        if choice == 0 { return try expectTheSame(call, client) }
        if call.isOpen {
            reckoning.ends(call.amount, lasts: call.lasts)
        } else {
            reckoning.revives(call.amount, charged: call.chargeOfExpiry)
            call.isLate = true
        }
        call.state =
            choice < 3 && call.isOpen ? .releasing : .settling(part(of: call.estimate), randomPrice())
        try finish(call, client)
    }

    private func part(of usage: ExactUsage) -> ExactUsage {
        ExactUsage(
            input: .random(in: 0...usage.input, using: &random), output: .random(in: 0...usage.output, using: &random))
    }

    private func randomPrice() -> ExactPrice {
        Bool.random(using: &random) ? ExactScene.price : ExactScene.fallbackPrice
    }

    private func make(_ client: KeyholdClient) throws {
        let call = ExactCall(
            "caller-\(number)-\(calls.count)", isOnBudget: Int.random(in: 0..<3, using: &random) > 0,
            estimate: ExactUsage(
                input: .random(in: 1...80, using: &random), output: .random(in: 0...40, using: &random)),
            ttlSeconds: Int.random(in: 0..<4, using: &random) == 0 ? ExactScene.shortTTL : ExactScene.longTTL,
            isVerified: Bool.random(using: &random))
        calls.append(call)
        live.append(call)
        call.askedAt = ServerTime.now()
        let number = reckoning.asks(for: call.amount)
        try reserve(call, client)
        if call.isRefused {
            live.removeLast()
            reckoning.refused(number, call.amount, byBudget: call.isOnBudget)
        } else {
            reckoning.admitted(number, call.amount, lasts: call.lasts)
        }
    }

    /// The same request id again: one hold, and one answer.
    private func expectTheSame(_ call: ExactCall, _ client: KeyholdClient) throws {
        guard call.lasts else { return }
        let again = try gateway.reserve(call, client)
        guard again?.id == call.id else { throw Surprise(words: "\(call.requestID) was answered otherwise again") }
    }

    /// Asks again about everything that got no answer: afterwards all is known, but what is to expire.
    func resolve(_ client: KeyholdClient) throws {
        for call in live { try finish(call, client) }
    }

    /// To be called once the short holds have expired. Some are settled late, in the rounds to come.
    func noteExpiry() {
        for call in live where call.isOpen && !call.lasts { call.state = .expired }
    }

    /// Settles what is open with what it has reserved, and says the same once more.
    func settleEverything(_ client: KeyholdClient) throws {
        for call in live where call.isOpen {
            for _ in 1...2 {
                call.state = .settling(call.estimate, ExactScene.price)
                try finish(call, client)
            }
        }
    }

    private func finish(_ call: ExactCall, _ client: KeyholdClient) throws {
        switch call.state {
        case .asked: try reserve(call, client)
        case .settling(let usage, let price):
            try gateway.settle(call, usage, price, client)
            end(call, .settled(call.isOnBudget ? usage.amount(at: price) : ExactAmount()))
        case .releasing: end(call, try gateway.release(call, client) ? .released : .expired)
        case .open, .settled, .released, .expired, .refused: break
        }
        if !call.isOpen && !call.isExpired { live.removeAll { $0 === call } }
    }

    private func end(_ call: ExactCall, _ state: ExactCall.State) {
        call.state = state
        reckoning.ended(call.amount, charging: call.used, lasted: call.lasts)
    }

    private func reserve(_ call: ExactCall, _ client: KeyholdClient) throws {
        let made = try gateway.reserve(call, client)
        call.answeredAt = ServerTime.now()
        call.state = made == nil ? .refused : .open
        guard let made else { return }
        call.id = made.id
        call.madeAt = made.madeAt
    }
}
