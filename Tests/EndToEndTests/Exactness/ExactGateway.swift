import AdminClient
import Foundation
import Wire

/// What a gateway asks of the daemon, by either way of reserving.
struct ExactGateway: Sendable {
    /// A hold that was made, by the server's clock in Unix milliseconds.
    struct Made {
        let id: String
        let madeAt: Int64
    }

    let scene: ExactScene

    /// `nil` where a limit refuses the call.
    func reserve(_ call: ExactCall, _ client: KeyholdClient) throws -> Made? {
        let made = try answered { call.isVerified ? try verified(call, client) : try reserved(call, client) }
        return try made.map { made in
            let expiry = try ServerTime.milliseconds(made.expiresAt)
            return Made(id: made.id, madeAt: expiry - call.ttlSeconds * 1000)
        }
    }

    private func verified(_ call: ExactCall, _ client: KeyholdClient) throws -> (id: String, expiresAt: String)? {
        var body = VerifyRequestBody(key: key(of: call), model: ExactScene.price.model)
        body.reserve = true
        body.requestID = call.requestID
        body.ttlSeconds = call.ttlSeconds
        body.estimate = call.estimate.estimate
        let answer = try client.verifyKey(body)
        if let made = answer.reservation { return (made.id, made.expiresAt) }
        guard ["rate_limited", "usage_exceeded"].contains(answer.code) else {
            throw ExactCaller.Surprise(words: answer.code)
        }
        return nil
    }

    private func reserved(_ call: ExactCall, _ client: KeyholdClient) throws -> (id: String, expiresAt: String)? {
        var body = CreateReservationBody(
            key: key(of: call), model: ExactScene.price.model, estimate: call.estimate.estimate,
            requestID: call.requestID)
        body.ttlSeconds = call.ttlSeconds
        return try client.reserveIfThereIsRoom(body).map { ($0.id, $0.expiresAt) }
    }

    private func key(of call: ExactCall) -> String { call.isOnBudget ? scene.budgetKey : scene.rateKey }

    func settle(_ call: ExactCall, _ usage: ExactUsage, _ price: ExactPrice, _ client: KeyholdClient) throws {
        let usage = UsageBody(inputTokens: usage.input, outputTokens: usage.output)
        let settled = try answered {
            try client.settleReservation(call.id, SettleBody(usage: usage, model: price.model))
        }
        guard settled.state == "settled" else { throw ExactCaller.Surprise(words: "settled is \(settled.state)") }
    }

    /// Asks again, the same, for as long as the disk takes no writes.
    private func answered<Answer>(_ ask: () throws -> Answer) throws -> Answer {
        while true {
            do {
                return try ask()
            } catch AdminClientError.api(let failure) where failure.status == 503 {
                scene.unconfirmed.add()
            }
        }
    }

    /// - Returns: false where it had expired.
    func release(_ call: ExactCall, _ client: KeyholdClient) throws -> Bool {
        let state = try answered { try client.releaseReservation(call.id).state }
        guard ["released", "expired"].contains(state) else { throw ExactCaller.Surprise(words: "released is \(state)") }
        return state == "released"
    }
}

extension ExactUsage {
    var estimate: EstimateBody { EstimateBody(inputTokens: input, maxOutputTokens: output) }
}

extension KeyholdClient {
    /// `nil` where a limit refuses the call.
    func reserveIfThereIsRoom(_ body: CreateReservationBody) throws(AdminClientError) -> ReservationBody? {
        do {
            return try createReservation(body)
        } catch {
            if case .api(let failure) = error, [402, 429].contains(failure.status) { return nil }
            throw error
        }
    }
}
