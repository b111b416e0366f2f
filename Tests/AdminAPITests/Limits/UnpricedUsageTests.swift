import Domain
import TestSupport
import Testing

@testable import AdminAPI

/// Usage that a budget in money cannot reckon.
struct UnpricedUsageTests {
    private func record(
        _ tenant: Tenant, _ key: SampleKey, _ id: String, _ more: [String: JSONValue]
    ) async throws -> Reply {
        var record: [String: JSONValue] = [
            "key_id": .string(key.id), "request_id": .string(id), "usage": ["input_tokens": 9, "output_tokens": 9],
        ]
        record.merge(more) { $1 }
        return try await tenant.post("/v1/usage", ["records": [.object(record)]])
    }

    private static let kinds: [(JSONValue, String)] = [
        (["model": "bare"], "has no price"), (["model": "new-9"], "not in the catalogue"), ([:], "no model is named"),
        (["model": "half"], "does not cover output_tokens"),
        (
            ["model": "half", "usage": ["input_tokens": 1, "output_tokens": 0, "searches": 2]],
            "does not cover searches"
        ),
    ]

    private func models(_ tenant: Tenant) async throws {
        _ = try await tenant.send(
            raw: #"{"bare": {"mode": "chat"}, "half": {"mode": "chat", "input_cost_per_token": 1e-06}}"#,
            to: "/v1/management/models/import")
    }

    @Test func `it is refused with the reason and the budget, taken with its cost, and no other record with it`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await models(tenant)
            try await tenant.policy(.budget(1_000_000_000, .cost), "money", groupBy: [.apiKey])
            for (index, (more, reason)) in Self.kinds.enumerated() {
                let refused = try await record(tenant, key, "r\(index)", more.object ?? [:])
                #expect(refused.status == 422, "\(refused.text)")
                #expect(refused.text.contains(reason) && refused.text.contains("'money'"), "\(refused.text)")
                #expect(refused.json["error"]?["param"] == "records[0].cost")
                var stated = more.object ?? [:]
                stated["cost"] = 0.01
                let taken = try await record(tenant, key, "r\(index)", stated)
                #expect(taken.status == 200 && taken.json["data"]?[0]?["unpriced"] == nil, "\(taken.text)")
            }
        }
    }

    @Test func `where no budget is in the way it is taken, and says that it is unpriced`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await models(tenant)
            try await tenant.policy(.budget(1_000_000_000, .cost), "shadow", mode: .shadow)
            try await tenant.policy(.budget(1_000_000_000, .tokens), "tokens")
            for (index, (more, _)) in Self.kinds.enumerated() {
                let taken = try await record(tenant, key, "r\(index)", more.object ?? [:])
                #expect(taken.status == 200, "\(taken.text)")
                #expect(taken.json["data"]?[0]?["unpriced"] == true && taken.json["data"]?[0]?["cost"] == .null)
            }
        }
    }

    @Test func `a dollar buys a dollar's images, by the estimate's count or one a call`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            _ = try await tenant.send(
                raw: #"{"painter": {"mode": "image_generation", "output_cost_per_image": 0.04}}"#,
                to: "/v1/management/models/import")
            try await tenant.policy(.budget(200_000_000, .cost), "money", groupBy: [.apiKey])
            let nothing: JSONValue = ["usage": ["input_tokens": 0, "output_tokens": 0]]
            for (estimate, passes) in [(["images": 3], true), ([:], true), ([:], true), ([:], false)]
                as [(JSONValue, Bool)]
            {
                let made = try await tenant.reserve(key, ["model": "painter", "estimate": estimate])
                #expect((made.status == 201) == passes, "\(made.text)")
                guard passes, estimate == [:], let id = made["id"]?.string else { continue }
                let settled = try await tenant.post("/v1/reservations/\(id)/settle", nothing)
                #expect(settled["settlement"]?["cost"]?.number == 0.04, "\(settled.text)")
            }
        }
    }
}
