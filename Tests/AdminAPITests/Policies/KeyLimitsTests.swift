import TestSupport
import Testing

struct KeyLimitsTests {
    private static let limits: JSONValue = [
        "rate_limits": [["type": "requests", "unit": "rpm", "value": 2], ["type": "concurrent", "value": 5]],
        "usage_limits": ["credit_limit": 1.5, "alert_threshold": 1, "periodic_reset": "monthly"],
    ]

    @Test func `limits given on a key are shown with it, hold for it alone, and go with it`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("limited", Self.limits)
            #expect(key.json["rate_limits"] == Self.limits["rate_limits"])
            #expect(key.json["usage_limits"]?["type"] == "cost" && key.json["usage_limits"]?["credit_limit"] == 1.5)
            let path = "\(tenant.keysPath)/\(key.id)"
            let shown = try await world.send(.get, path, token: tenant.token)
            #expect(shown["rate_limits"] == key.json["rate_limits"])
            #expect(shown["usage_limits"] == key.json["usage_limits"])
            let other = try await tenant.key("free")
            #expect(other.json["rate_limits"] == nil && other.json["usage_limits"] == nil)
            for _ in 0..<2 { #expect(try await tenant.spend(key, nanoDollars: 1)) }
            #expect(try await !tenant.spend(key, nanoDollars: 1))
            #expect(try await tenant.spend(other, nanoDollars: 5_000_000_000))
            let rates = try await world.send(
                .get, "/v1/policies/rate-limits?api_key_id=\(key.id)", token: tenant.token)
            #expect(rates["total"] == 2 && rates["data"]?[0]?["api_key_id"]?.string == key.id)
            let all = try await world.send(.get, "/v1/policies/rate-limits", token: tenant.token)
            #expect(all["total"] == 0)
            let policy = "/v1/policies/rate-limits/\(rates["first_id"]?.string ?? "")"
            #expect(try await world.send(.patch, policy, token: tenant.token, json: ["value": 9]).status == 409)
            #expect(try await world.send(.delete, policy, token: tenant.token).status == 409)
            _ = try await world.send(.delete, path, token: tenant.token)
            #expect(try await world.send(.get, policy, token: tenant.token)["status"] == "archived")
        }
    }

    @Test func `a new value keeps what was counted, another kind of limit begins anew, null takes them away`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("limited", Self.limits)
            let path = "\(tenant.keysPath)/\(key.id)"
            func change(_ json: JSONValue) async throws -> Reply {
                try await world.send(.patch, path, token: tenant.token, json: json)
            }
            #expect(try await tenant.spend(key, nanoDollars: 1_500_000_000))
            #expect(try await !tenant.spend(key, nanoDollars: 1))
            let raised = try await change(["usage_limits": ["credit_limit": 2, "periodic_reset": "monthly"]])
            #expect(raised["usage_limits"]?["credit_limit"] == 2 && raised["usage_limits"]?["alert_threshold"] == nil)
            #expect(raised["rate_limits"] == key.json["rate_limits"])
            #expect(try await tenant.spend(key, nanoDollars: 500_000_000))
            #expect(try await !tenant.spend(key, nanoDollars: 1))
            #expect(try await change(["rate_limits": [["type": "requests", "unit": "rpm", "value": 3]]]).status == 200)
            let none = try await change(["usage_limits": nil])
            #expect(none["usage_limits"] == nil && none["rate_limits"]?.array?.count == 1)
            // Two of the minute's three were counted before.
            #expect(try await tenant.spend(key, nanoDollars: 1))
            #expect(try await !tenant.spend(key, nanoDollars: 1))
            let free = try await change(["rate_limits": []])
            #expect(free["rate_limits"] == nil)
            #expect(try await tenant.spend(key, nanoDollars: 1))
        }
    }

    @Test func `what no limit can be is refused by name, and no key is made`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            let rate: JSONValue = ["type": "requests", "unit": "rpm", "value": 1]
            for (json, param) in [
                (["rate_limits": [["type": "requests", "value": 1]]], "rate_limits[0].unit"),
                (["rate_limits": [rate, ["type": "requests", "unit": "rpy", "value": 1]]], "rate_limits[1].unit"),
                (["rate_limits": [["type": "requests", "unit": "rpm", "value": -1]]], "rate_limits[0].value"),
                (["rate_limits": [["type": "requests", "unit": "rpm", "value": 1, "x": 1]]], "rate_limits[0].x"),
                (["rate_limits": [rate, rate]], "rate_limits[1]"),
                (["rate_limits": .array(Array(repeating: rate, count: 9))], "rate_limits"),
                (["usage_limits": ["credit_limit": -1]], "usage_limits.credit_limit"),
                (["usage_limits": ["credit_limit": 1, "alert_threshold": 1]], "usage_limits.alert_threshold"),
                (["usage_limits": ["credit_limit": 1, "type": "requests!"]], "usage_limits.type"),
                (["usage_limits": ["credit_limit": 1, "unit": "rpm"]], "usage_limits.unit"),
                (["usage_limits": [["credit_limit": 1]]], "usage_limits"),
            ] as [(JSONValue, String)] {
                var body = json.object ?? [:]
                body["name"] = "k"
                let reply = try await world.send(.post, tenant.keysPath, token: tenant.token, json: .object(body))
                #expect(reply.status == 400 && reply.errorParam == param, "\(param): \(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }
}
