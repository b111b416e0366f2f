import AdminClient
import Foundation
import Testing
import Wire

@Suite struct `A call that is refused` {
    @Test func `changes no counter, of whichever limits refuse it`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let scene = try LimitedScene(daemon)
                let made = try scene.client.createReservation(scene.call(tokens: 10))
                let settled = SettleBody(usage: UsageBody(inputTokens: 7, outputTokens: 0), cost: .cents(3))
                _ = try scene.client.settleReservation(made.id, settled)
                _ = try scene.client.createReservation(scene.call(tokens: 10))
                let before = try scene.counters()
                #expect(before.contains { $0.contains("0.03") })

                // The tokens refuse the first; the tokens and the money the second; a third limit besides the last.
                let calls = [
                    scene.call(tokens: 1000), scene.call(tokens: 1000, cents: 200),
                    scene.call(tokens: 1000, cents: 200, model: "dear"),
                ]
                let refusals = Together.run(48) { index in
                    Result { try scene.client.reserveIfThereIsRoom(calls[index % 3]) }
                }
                #expect(try refusals.allSatisfy { try $0.get() == nil })
                for call in calls { #expect(try !scene.verifies(call, reserving: true)) }
                for call in calls { #expect(try !scene.verifies(call, reserving: false)) }
                #expect(try scene.counters() == before)

                // They would tell: a call that is let through changes every one of them.
                _ = try scene.client.createReservation(scene.call(tokens: 10))
                let after = try scene.counters()
                #expect(zip(before, after).allSatisfy { $0 != $1 })
                daemon.stop()
            }
            try expectBalance(folder)
        }
    }
}

/// A key under budgets of all three kinds and windows of two, and a window that closes on one model.
private struct LimitedScene: Sendable {
    let client: KeyholdClient
    private let key: String
    private let budgets: [String]
    private let token: SecretText
    private let url: String
    private let organization: String

    init(_ daemon: Daemon) throws {
        let (tenant, team) = try daemon.tenant()
        let key = try tenant.createKey(of: .team(team.id), CreateKeyBody(name: "gateway"))
        for name in ["plain", "dear"] {
            var model = CreateModelBody(name: name)
            model.price = ExactScene.price.body
            _ = try tenant.createModel(model)
        }
        budgets = try [("cost", 1), ("tokens", 100), ("requests", 10)].map { type, limit in
            try tenant.createUsageLimit(.of(type, DollarsBody(Decimal(limit)), only: key)).id
        }
        _ = try tenant.createRateLimit(.of(50, "rpd", only: key))
        var tokens = CreateRateLimitBody.of(5000, "rpw", only: key)
        tokens.type = "tokens"
        _ = try tenant.createRateLimit(tokens)
        var closed = CreateRateLimitBody.of(1, "rpd", only: key)
        closed.type = "tokens"
        closed.conditions.append(PolicyConditionBody(key: "model", value: OneOrMany(["dear"])))
        _ = try tenant.createRateLimit(closed)
        self.key = key.apiKey
        token = try daemon.client().accessToken()
        (url, organization) = (daemon.url, team.organizationID)
        client = daemon.client(.accessToken(token), organization: organization)
    }

    func call(tokens: Int64, cents: Int64 = 1, model: String = "plain") -> CreateReservationBody {
        let estimate = EstimateBody(inputTokens: tokens, maxOutputTokens: 0, cost: .cents(cents))
        return CreateReservationBody(key: key, model: model, estimate: estimate)
    }

    func verifies(_ call: CreateReservationBody, reserving: Bool) throws -> Bool {
        var body = VerifyRequestBody(key: key, model: call.model)
        (body.estimate, body.reserve) = (call.estimate, reserving)
        return try client.verifyKey(body).valid
    }

    /// What `include_usage` says of each budget, and explain of each window.
    func counters() throws -> [String] {
        let usage = try budgets.map { id in
            let reply = try Curl(
                "-H", "Authorization: Bearer \(token.revealSecret())", "-H", "Keyhold-Organization: \(organization)",
                "\(url)/v1/policies/usage-limits/\(id)?include_usage=true")
            let budget = try JSONDecoder().decode(UsageLimitBody.self, from: Data(reply.body.utf8))
            let groups = try #require(budget.valueKeyUsageMap)
            return groups.map { "\($0) used \($1.currentUsage.text), held \($1.held.text)" }.sorted().joined()
        }
        let windows = try client.explainKey(VerifyRequestBody(key: key, model: "plain")).policies
            .filter { $0.kind == "rate_limit" && $0.group.value != nil }
        return usage + windows.map { "\($0.policyID) used \($0.used.text)" }
    }
}

extension DollarsBody {
    fileprivate static func cents(_ count: Int64) -> Self { Self(units: count, decimalPlaces: 2) }
}
