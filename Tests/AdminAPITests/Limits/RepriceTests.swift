import Domain
import TestSupport
import Testing

@testable import AdminAPI

/// Usage that nobody could tell the cost of is reckoned once somebody can.
struct RepriceTests {
    private func budget(_ tenant: Tenant) async throws -> LimitPolicy {
        try await tenant.policy(
            .usage(
                UsageLimit(
                    measure: .cost, amount: 100_000_000_000, alertThreshold: nil, period: .monthly, onUnpriced: .allow,
                    onExpiry: .release, override: nil)), "money")
    }

    private func record(_ tenant: Tenant, _ key: SampleKey, _ models: [String], cost: Double? = nil) async throws {
        let records = models.map { model -> JSONValue in
            var record: [String: JSONValue] = [
                "key_id": .string(key.id), "model": .string(model),
                "usage": ["input_tokens": 1_000_000, "output_tokens": 0],
            ]
            record["cost"] = cost.map { .number($0) }
            return .object(record)
        }
        let reply = try await tenant.post("/v1/usage", ["records": .array(records)])
        #expect(reply.status == 200, "\(reply.text)")
    }

    private func reprice(_ tenant: Tenant, _ more: [String: JSONValue] = [:]) async throws -> Reply {
        var body: [String: JSONValue] = ["from": "2026-01-01T00:00:00Z", "to": "2027-01-01T00:00:00Z"]
        body.merge(more) { $1 }
        return try await tenant.post("/v1/usage/reprice", .object(body))
    }

    private func used(_ policy: LimitPolicy, _ world: World) async throws -> Int128 {
        await world.service.limits.flush()
        return try world.service.limits.totals(of: policy.id, in: policy.organizationID).used
    }

    @Test func `a price that comes later is charged for what was let through, once; a dry run charges nothing`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let money = try await budget(tenant)
            try await record(tenant, key, ["late", "late", "never"])
            #expect(try await used(money, world) == 0)
            world.time.advance(seconds: 3600)
            try await tenant.model("late", dollars: 2)
            for isDry in [true, false] {
                let done = try await reprice(tenant, ["dry_run": .bool(isDry)])
                #expect(done.status == 200 && done["repriced"] == 2 && done["unpriced"] == 1, "\(done.text)")
                #expect(done["cost"]?.number == 4 && done["dry_run"] == .bool(isDry) && done["has_more"] == false)
                #expect(try await used(money, world) == (isDry ? 0 : 4_000_000_000))
            }
            #expect(try await reprice(tenant)["repriced"] == 0)
            #expect(try await used(money, world) == 4_000_000_000)
            #expect(try await world.service.ledgerProblems() == [])
            let notes = try await world.service.unpricedNotes()
            #expect(notes.first?.contains("1 call") == true && notes.contains { $0.contains("'money': 1") }, "\(notes)")
            let metrics = try await world.send(.get, "/metrics", token: nil)
            #expect(metrics.text.contains("keyhold_unpriced_calls_total 3"))
            #expect(metrics.text.contains("keyhold_unpriced_calls_of_policy_total{policy=\"\(money.id.text)\"} 3"))
        }
    }

    @Test func `only what was asked for is reckoned again: the time, the model, priced calls, no stated cost`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let money = try await budget(tenant)
            try await record(tenant, key, ["a", "b"])
            try await tenant.model("a", dollars: 1)
            try await tenant.model("b", dollars: 1)
            #expect(try await reprice(tenant, ["to": "2026-01-02T00:00:00Z"])["examined"] == 0)
            #expect(try await reprice(tenant, ["model": "a"])["repriced"] == 1)
            try await record(tenant, key, ["a"], cost: 7)
            #expect(try await used(money, world) == 8_000_000_000)
            let all = try await reprice(tenant, ["priced": true])
            #expect(all["examined"] == 3 && all["repriced"] == 1, "\(all.text)")
            #expect(try await used(money, world) == 9_000_000_000)
            for (field, value) in [("from", "now"), ("to", "2025-01-01T00:00:00Z"), ("after", "x"), ("model", "")] {
                let refused = try await reprice(tenant, [field: .string(value)])
                #expect(refused.status == (field == "to" ? 422 : 400) && refused.errorParam == field, "\(refused.text)")
            }
        }
    }

    @Test func `many are done in pieces, which go on where the last has ended`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let money = try await budget(tenant)
            for _ in 0..<3 { try await record(tenant, key, Array(repeating: "late", count: 900)) }
            try await tenant.model("late", dollars: 1)
            let first = try await reprice(tenant)
            #expect(first["examined"] == 2000 && first["has_more"] == true, "\(first.text)")
            let rest = try await reprice(tenant, ["after": first["last_id"] ?? .null])
            #expect(rest["repriced"] == 700 && rest["has_more"] == false, "\(rest.text)")
            #expect(try await used(money, world) == 2700 * 1_000_000_000)
            #expect(try await world.service.ledgerProblems() == [])
        }
    }
}
