import Domain
import TestSupport
import Testing

@testable import AdminAPI

/// Usage that is recorded with the time of its call.
struct OccurredUsageTests {
    private func record(
        _ tenant: Tenant, _ key: SampleKey, _ id: String, _ occurredAt: String?, _ more: [String: JSONValue] = [:]
    ) async throws -> Reply {
        var record: [String: JSONValue] = [
            "key_id": .string(key.id), "request_id": .string(id),
            "usage": ["input_tokens": 1_000_000, "output_tokens": 0],
        ]
        record["occurred_at"] = occurredAt.map { .string($0) }
        record.merge(more) { $1 }
        return try await tenant.post("/v1/usage", ["records": [.object(record)]])
    }

    private func ago(_ seconds: Int64, _ world: World) -> String { world.time.now().adding(seconds: -seconds).rfc3339 }

    @Test func `a time out of bounds is refused with the field and the bounds, one within is said again`() async throws
    {
        var settings = ServiceSettings.patient
        settings.maximumUsageAgeDays = 2
        try await withWorld(settings) { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            for (index, seconds) in [2 * 86_400, 0, -300].enumerated() {
                let at = ago(Int64(seconds), world)
                let taken = try await record(tenant, key, "r\(index)", at)
                #expect(taken.status == 200 && taken.json["data"]?[0]?["occurred_at"] == .string(at), "\(taken.text)")
            }
            for seconds in [2 * 86_400 + 1, -301] {
                let refused = try await record(tenant, key, "far", ago(Int64(seconds), world))
                #expect(refused.status == 400 && refused.json["error"]?["param"] == "records[0].occurred_at")
                #expect(refused.text.contains("2 days ago (usage.max_age_days)"), "\(refused.text)")
                #expect(refused.text.contains(ago(2 * 86_400, world)) && refused.text.contains(ago(-300, world)))
            }
            for text in ["yesterday", "2026-01-30", "2026-01-30T09:00:00", "1769850000"] {
                let refused = try await record(tenant, key, "bad", text)
                #expect(refused.status == 400 && refused.text.contains("RFC 3339"), "\(refused.text)")
            }
            #expect(try await record(tenant, key, "r0", nil).status == 409)
            #expect(try await record(tenant, key, "r0", ago(9, world)).status == 409)
            #expect(try await record(tenant, key, "r0", ago(2 * 86_400, world)).json["data"]?[0]?["repeated"] == true)
        }
    }

    @Test func `it costs what the price of its time says, however many have come since`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let budget = try await tenant.policy(.budget(100_000_000_000, .cost), "money")
            let born = world.time.now()
            try await tenant.model("m", dollars: 1)
            for dollars in [2, 3] {
                world.time.advance(seconds: 3600)
                let changed = try await world.send(
                    .patch, "/v1/management/models/m", token: tenant.token,
                    json: ["price": ["state": "priced", "input": .number(Double(dollars)), "output": 9]])
                #expect(changed.status == 200, "\(changed.text)")
            }
            world.time.advance(seconds: 3600)
            for restarted in [false, true] {
                if restarted { try await world.service.load() }
                for (hours, cost) in [(0, 3.0), (1, 3), (2, 2), (3, 1)] {
                    let id = "\(hours)-\(restarted)"
                    let taken = try await record(tenant, key, id, ago(Int64(hours) * 3600, world), ["model": "m"])
                    #expect(taken.json["data"]?[0]?["cost"]?.number == cost, "\(hours): \(taken.text)")
                }
            }
            let early = try await record(
                tenant, key, "early", born.adding(seconds: -1).rfc3339, ["model": "m"])
            #expect(early.status == 422 && early.text.contains("had no price at"), "\(early.text)")
            await world.service.limits.flush()
            #expect(try world.service.limits.totals(of: budget.id, in: budget.organizationID).used == 18_000_000_000)
            #expect(try await world.service.ledgerProblems() == [])
        }
    }
}
