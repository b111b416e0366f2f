import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import AdminAPI

/// Recorded calls are put right over HTTP.
struct CorrectUsageTests {
    private struct Fixture {
        let tenant: Tenant
        let budget: LimitPolicy
        let id: String

        func correct(_ body: JSONValue, id: String? = nil, by other: Tenant? = nil) async throws -> Reply {
            var body = body.object ?? [:]
            if body["reason"] == nil { body["reason"] = "It was wrong." }
            return try await (other ?? tenant).post("/v1/usage/\(id ?? self.id)/correct", .object(body))
        }

        var used: Int128 {
            get async throws {
                await tenant.world.service.limits.flush()
                return try tenant.world.service.limits.totals(of: budget.id, in: budget.organizationID).used
            }
        }
    }

    private func with(_ body: (World, Fixture) async throws -> Void) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.model("m", dollars: 1)
            let budget = try await tenant.policy(.budget(100_000_000_000, .cost), "money")
            let recorded = try await tenant.post(
                "/v1/usage",
                [
                    "records": [
                        [
                            "key_id": .string(key.id), "model": "m",
                            "usage": ["input_tokens": 1_000_000, "output_tokens": 0],
                        ]
                    ]
                ])
            try await body(world, Fixture(tenant: tenant, budget: budget, id: recorded["first_id"]?.string ?? ""))
            #expect(try await world.service.ledgerProblems() == [])
        }
    }

    @Test func `new usage costs what the row's price says, a refund comes off, void is nothing; all of it can be read`()
        async throws
    {
        try await with { world, fixture in
            let half = try await fixture.correct(["usage": ["input_tokens": 500_000, "output_tokens": 0]])
            #expect(half.status == 201 && half["cost"]?.number == -0.5, "\(half.text)")
            #expect(half["usage"]?["input_tokens"] == -500_000 && half["net"]?["cost"]?.number == 0.5)
            #expect(half["corrects"] == .string(fixture.id) && half["reason"] == "It was wrong.")
            #expect(try await fixture.used == 500_000_000)
            let refunded = try await fixture.correct(["refund": 0.2])
            #expect(refunded.status == 201 && refunded["net"]?["cost"]?.number == 0.3, "\(refunded.text)")
            #expect(try await fixture.used == 300_000_000)
            #expect(try await fixture.correct(["cost": 2]).status == 201)
            #expect(try await fixture.used == 2_000_000_000)
            #expect(try await fixture.correct(["void": true])["net"]?["usage"]?["requests"] == 0)
            #expect(try await fixture.used == 0)
            let read = try await world.send(.get, "/v1/usage/\(fixture.id)", token: fixture.tenant.token)
            #expect(read["cost"]?.number == 1 && read["net"]?["cost"]?.number == 0, "\(read.text)")
            #expect(read["corrections"]?.array?.count == 4)
            let row = half["id"]?.string ?? ""
            #expect(try await world.send(.get, "/v1/usage/\(row)", token: fixture.tenant.token)["cost"]?.number == -0.5)
            #expect(try await world.dump().count { $0.contains("usage.correct") } == 4)
        }
    }

    @Test func `the same again changes nothing, by what it says or by its key`() async throws {
        try await with { world, fixture in
            #expect(try await fixture.correct(["cost": 1]).status == 422)
            let first = try await fixture.correct(["cost": 0.4])
            let again = try await fixture.correct(["cost": 0.4])
            #expect(again.status == 200 && again["id"] == first["id"] && again["repeated"] == true, "\(again.text)")
            for replayed in [nil, "true"] as [String?] {
                let refund = try await world.send(
                    .post, "/v1/usage/\(fixture.id)/correct",
                    headers: [
                        ("Authorization", "Bearer \(fixture.tenant.token)"), ("Content-Type", "application/json"),
                        ("Idempotency-Key", "once"),
                    ], body: (["refund": 0.1, "reason": "r"] as JSONValue).bytes)
                #expect(refund.status == 201 && refund.header("Idempotency-Replayed") == replayed, "\(refund.text)")
            }
            #expect(try await fixture.used == 300_000_000)
        }
    }

    @Test func `more than there was, a correction, another's row and what is not understood are refused`() async throws
    {
        try await with { world, fixture in
            let refused = try await fixture.correct(["refund": 1.000000001])
            #expect(refused.status == 422 && refused.errorParam == "refund" && refused.text.contains("$1"))
            let bad: [JSONValue] = [
                [:], ["refund": 0], ["refund": -1], ["void": false], ["cost": 1, "refund": 0.5],
                ["void": true, "cost": 0], ["cost": 1, "reason": ""], ["cost": 1, "color": "red"],
                ["usage": ["input_tokens": -1, "output_tokens": 0]],
            ]
            for body in bad {
                let reply = try await fixture.correct(body)
                #expect(reply.status == 400, "\(body): \(reply.text)")
            }
            let other = try await world.tenant("other")
            let missing = try await fixture.correct(["void": true], id: fixture.budget.id.text)
            let foreign = try await fixture.correct(["void": true], by: other)
            #expect(missing.status == 404 && foreign.status == 404)
            #expect(missing.json["error"]?["message"] == foreign.json["error"]?["message"])
            #expect(try await fixture.used == 1_000_000_000)
            let made = try await fixture.correct(["refund": 1])
            #expect(try await fixture.correct(["void": true], id: made["id"]?.string).status == 422)
            #expect(try await fixture.correct(["refund": 0.000000001]).status == 422)
        }
    }

    @Test func `of many refunds at once no more is given back than there was`() async throws {
        try await with { _, fixture in
            let done = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 { group.addTask { try await fixture.correct(["refund": 0.3]).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(done.count { $0 == 201 } == 3 && done.count { $0 == 422 } == 9)
            #expect(try await fixture.used == 100_000_000)
        }
    }
}
