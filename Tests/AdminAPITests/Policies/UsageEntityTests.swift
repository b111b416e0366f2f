import Domain
import Synchronization
import TestSupport
import Testing

struct UsageEntityTests {
    private static let path = "/v1/policies/usage-limits"

    private func budget(_ tenant: Tenant, _ limit: JSONValue) async throws -> String {
        let made = try await tenant.world.made(
            Self.path, token: tenant.token,
            json: [
                "conditions": [["key": "organization_id", "value": "*"]], "group_by": [["key": "api_key"]],
                "type": "cost", "credit_limit": limit, "periodic_reset": "daily",
            ])
        return "\(Self.path)/\(made["id"]?.string ?? "")"
    }

    @Test func `a budget says who has used how much, and who has used all`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = try await budget(tenant, 2)
            let keys = [try await tenant.key("a"), try await tenant.key("b"), try await tenant.key("c")]
            for (key, nanoDollars) in zip(keys, [2_000_000_000, 500_000_001, 1] as [Int64]) {
                #expect(try await tenant.spend(key, nanoDollars: nanoDollars))
            }
            #expect(try await tenant.hold(keys[1], nanoDollars: 1_000_000_000) != nil)
            let all = try await world.send(.get, "\(path)/entities", token: tenant.token)
            #expect(all["total"] == 3 && all["has_more"] == false)
            let second = all["data"]?[1]
            #expect(second?["value_key"]?.string == "api_key:\(keys[1].id)")
            #expect(second?["current_usage"] == 0.500000001 && second?["held"] == 1)
            #expect(second?["remaining"] == 0.499999999 && second?["status"] == "active")
            #expect(second?["next_usage_reset_at"] == "2026-02-01T00:00:00.000Z")
            func ids(_ query: String) async throws -> [JSONValue?] {
                try await world.send(.get, "\(path)/entities?\(query)", token: tenant.token)["data"]?.array?
                    .map { $0["id"] } ?? []
            }
            let ordered = all["data"]?.array?.map { $0["id"] } ?? []
            #expect(try await ids("status=exhausted") == [ordered[0]])
            #expect(try await ids("search=\(keys[2].id)") == [ordered[2]])
            #expect(try await ids("search=") == ordered)
            #expect(try await ids("limit=2&after=\(ordered[0]?.string ?? "")") == Array(ordered[1...]))
            #expect(try await ids("page_size=2&current_page=1") == [ordered[2]])
            let shown = try await world.send(.get, "\(path)?include_usage=true", token: tenant.token)
            let map = shown["value_key_usage_map"]?.object
            #expect(map?.count == 3 && map?["api_key:\(keys[0].id)"]?["status"] == "exhausted")
            #expect(try await world.send(.get, path, token: tenant.token)["value_key_usage_map"] == nil)
        }
    }

    @Test func `a counter set back lets calls through again, keeps what is held, and is in the trail`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = try await budget(tenant, 1)
            let key = try await tenant.key()
            #expect(try await tenant.spend(key, nanoDollars: 750_000_000))
            #expect(try await tenant.hold(key, nanoDollars: 250_000_000) != nil)
            #expect(try await tenant.hold(key) == nil)
            let id = try await world.send(.get, "\(path)/entities", token: tenant.token)["first_id"]?.string ?? ""
            let reset = try await world.send(.put, "\(path)/entities/\(id)/reset", token: tenant.token)
            #expect(reset["current_usage"] == 0 && reset["held"] == 0.25)
            #expect(try await tenant.spend(key, nanoDollars: 750_000_000))
            #expect(try await tenant.hold(key) == nil)
            let events = try await world.dump().filter { $0.contains("policy.reset") }
            #expect(events.count == 1 && events[0].contains("api_key:\(key.id)"))
            let unknown = try await world.send(.put, "\(path)/entities/\(tenant.id)/reset", token: tenant.token)
            #expect(unknown.status == 404)
        }
    }

    @Test func `a change can set one counter back, by its value, and is refused whole where nobody has the value`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = try await budget(tenant, 1)
            let keys = [try await tenant.key("a"), try await tenant.key("b")]
            for key in keys { #expect(try await tenant.spend(key, nanoDollars: 1_000_000_000)) }
            for (value, isKnown) in [("nobody", false), (keys[0].id, true), ("api_key:\(keys[1].id)", true)] {
                let before = try await world.send(.get, path, token: tenant.token)
                let changed = try await world.send(
                    .put, path, token: tenant.token,
                    json: ["reset_usage_for_value": .string(value), "name": .string(value)])
                #expect(changed.status == (isKnown ? 200 : 422), "\(changed.text)")
                if isKnown {
                    #expect(changed["name"]?.string == value)
                } else {
                    #expect(changed.errorParam == "reset_usage_for_value")
                    #expect(try await world.send(.get, path, token: tenant.token).text == before.text)
                }
            }
            for key in keys { #expect(try await tenant.spend(key, nanoDollars: 1_000_000_000)) }
            let none = try await world.send(
                .put, path, token: tenant.token, json: ["reset_usage_for_value": nil])
            #expect(none.status == 400 && none.errorParam == "reset_usage_for_value")
            #expect(try await world.dump().filter { $0.contains("policy.reset") }.count == 2)
        }
    }

    @Test func `where a change is made and its reset fails, the error says so, and the same again makes the reset`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = try await budget(tenant, 1)
            let key = try await tenant.key()
            #expect(try await tenant.spend(key, nanoDollars: 1_000_000_000))
            func change() async throws -> Reply {
                try await world.send(
                    .patch, path,
                    headers: [
                        ("Authorization", "Bearer \(tenant.token)"), ("Content-Type", "application/json"),
                        ("Idempotency-Key", "once"),
                    ], body: JSONValue.object(["reset_usage_for_value": .string(key.id), "name": "new"]).bytes)
            }
            let writes = Mutex(0)
            world.interposed.beforeEachWrite {
                let count = writes.withLock { count in
                    count += 1
                    return count
                }
                return count == 2 ? AdminError(.unavailable, "No.", retryAfterSeconds: 1) : nil
            }
            let failed = try await change()
            #expect(failed.status == 503 && failed.text.contains("only the counter was not set back"), "\(failed.text)")
            world.interposed.beforeEachWrite(nil)
            #expect(try await world.send(.get, path, token: tenant.token)["name"] == "new")
            // Until its book is read anew.
            var again = try await change()
            while again.status == 503 { again = try await change() }
            #expect(again.status == 200 && again.header("Idempotency-Replayed") == nil, "\(again.text)")
            #expect(try await world.dump().filter { $0.contains("policy.reset") }.count == 1)
            #expect(try await change().header("Idempotency-Replayed") == "true")
            #expect(try await tenant.spend(key, nanoDollars: 1_000_000_000))
        }
    }

    @Test func `usage by value says whose threshold is reached, and who has used all`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = try await budget(tenant, 2)
            let keys = [try await tenant.key("a"), try await tenant.key("b"), try await tenant.key("c")]
            for (key, nanoDollars) in zip(keys, [999_999_999, 1_000_000_000, 2_000_000_000] as [Int64]) {
                #expect(try await tenant.spend(key, nanoDollars: nanoDollars))
            }
            func flags() async throws -> [[Bool?]] {
                let map = try await world.send(.get, "\(path)?include_usage=true", token: tenant.token)[
                    "value_key_usage_map"]
                return keys.map { key in
                    ["is_threshold_alerts_sent", "is_exhausted_alerts_sent"].map {
                        map?["api_key:\(key.id)"]?[$0]?.bool
                    }
                }
            }
            #expect(try await flags() == [[false, false], [false, false], [false, true]])
            _ = try await world.send(.put, path, token: tenant.token, json: ["alert_threshold": 1])
            #expect(try await flags() == [[false, false], [true, false], [true, true]])
        }
    }

    @Test func `a policy holds from the next call on, and no longer once it is archived`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            #expect(try await tenant.spend(key, nanoDollars: 5))
            let path = try await budget(tenant, 0)
            #expect(try await !tenant.spend(key, nanoDollars: 5))
            _ = try await world.send(.patch, path, token: tenant.token, json: ["credit_limit": 0.000000005])
            #expect(try await tenant.spend(key, nanoDollars: 5))
            #expect(try await !tenant.spend(key, nanoDollars: 5))
            _ = try await world.send(
                .put, "\(path)/override", token: tenant.token,
                json: ["credit_limit": 0.00000001, "expires_at": "2026-01-31T09:30:00Z"])
            #expect(try await tenant.spend(key, nanoDollars: 5))
            world.time.advance(seconds: 1800)
            #expect(try await !tenant.spend(key, nanoDollars: 1))
            _ = try await world.send(.delete, path, token: tenant.token)
            #expect(try await tenant.spend(key, nanoDollars: 5))
            _ = try await world.send(.post, "\(path)/restore", token: tenant.token)
            #expect(try await !tenant.spend(key, nanoDollars: 5))
        }
    }
}
