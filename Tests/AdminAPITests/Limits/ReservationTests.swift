import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import AdminAPI

/// The life of a reservation over the API.
struct ReservationTests {
    @Test func `a reservation holds, is settled at the model's price, and frees the rest`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.model("acme/big", dollars: 2)
            try await tenant.policy(.budget(1_000_000, .cost), "money")
            let made = try await tenant.reserve(
                key,
                ["model": "acme/big", "request_id": "r1", "estimate": ["input_tokens": 100, "max_output_tokens": 50]])
            #expect(made.status == 201)
            #expect(made["cost"]?.number == 0.0003)
            #expect(made["holds"]?[0]?["amount"]?.number == 0.0003)
            #expect(made["usage_limits"]?[0]?["remaining"]?.number == 0.0007)
            let id = try #require(made["id"]?.string)
            let again = try await tenant.reserve(key, ["model": "acme/big", "request_id": "r1"])
            #expect(again["id"]?.string == id && again.status == 201)
            let usage: JSONValue = ["usage": ["input_tokens": 80, "output_tokens": 20], "outcome": "success"]
            let settled = try await tenant.post("/v1/reservations/\(id)/settle", usage)
            #expect(settled.status == 200 && settled["state"]?.string == "settled")
            #expect(settled["settlement"]?["cost"]?.number == 0.0002)
            #expect(settled["settlement"]?["price_version"]?.number == 1)
            #expect(try await tenant.post("/v1/reservations/\(id)/settle", usage).json == settled.json)
            let other = try await tenant.post(
                "/v1/reservations/\(id)/settle", ["usage": ["input_tokens": 81, "output_tokens": 20]])
            #expect(other.status == 409)
            let read = try await world.send(.get, "/v1/reservations/\(id)", token: tenant.token)
            #expect(read.json == settled.json)
            #expect(try await tenant.verify(key)["usage_limits"]?[0]?["used"]?.number == 0.0002)
        }
    }

    @Test func `a price that changes after the admission does not change what is charged`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.model("acme/big", dollars: 2)
            try await tenant.model("acme/small", dollars: 1)
            try await tenant.policy(.budget(1_000_000_000, .cost))
            var ids: [String] = []
            for _ in 0..<3 {
                let made = try await tenant.reserve(key, ["model": "acme/big", "estimate": ["input_tokens": 100]])
                ids.append(try #require(made["id"]?.string))
            }
            world.time.advance(seconds: 1)
            for name in ["big", "small"] {
                _ = try await world.made(
                    "/v1/management/models/acme%2F\(name)", token: tenant.token,
                    json: ["price": ["state": "priced", "input": 50, "output": 50]], by: .patch)
            }
            let usage: JSONValue = ["input_tokens": 100, "output_tokens": 0]
            let same = try await tenant.post("/v1/reservations/\(ids[0])/settle", ["usage": usage])
            #expect(same["settlement"]?["cost"]?.number == 0.0002)
            let other = try await tenant.post(
                "/v1/reservations/\(ids[1])/settle", ["usage": usage, "model": "acme/small"])
            #expect(other["settlement"]?["cost"]?.number == 0.0001)
            try await world.reopened { world in
                let token = try await world.token(tenant.client)
                let late = try await world.send(
                    .post, "/v1/reservations/\(ids[2])/settle", token: token, json: ["usage": usage])
                #expect(late["settlement"]?["cost"]?.number == 0.0002)
            }
        }
    }

    @Test func `a spent budget is 402 and a full rate limit 429, each naming its policy`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let budget = try await tenant.policy(.budget(100, .tokens), "tokens a month")
            let spent = try await tenant.reserve(key, ["estimate": ["input_tokens": 101, "max_output_tokens": 0]])
            #expect(spent.status == 402 && spent.errorCode == "insufficient_quota")
            #expect(spent.json["error"]?["policy"]?["id"]?.string == budget.id.text)
            #expect(spent.json["error"]?["policy"]?["retryable"]?.bool == false)
            let rate = try await tenant.policy(.rate(2, .rpm), "calls a minute")
            for _ in 0..<2 {
                let made = try await tenant.reserve(key, ["estimate": ["max_output_tokens": 0]])
                #expect(made.status == 201)
            }
            let full = try await tenant.reserve(key, ["estimate": ["max_output_tokens": 0]])
            #expect(full.status == 429 && full.errorCode == "rate_limited")
            #expect(full.json["error"]?["policy"]?["id"]?.string == rate.id.text)
            #expect(full.header("Retry-After").flatMap(Int.init).map { (1...64).contains($0) } == true)
            #expect(full.header("RateLimit-Policy") == "\"\(rate.id.text)\";q=2;w=60")
            #expect(full.header("RateLimit")?.hasPrefix("\"\(rate.id.text)\";r=0;t=") == true)
            #expect(full.header("x-ratelimit-limit-requests") == "2")
            #expect(full.header("x-ratelimit-remaining-requests") == "0")
            world.time.advance(seconds: 64)
            #expect(try await tenant.reserve(key, ["estimate": ["max_output_tokens": 0]]).status == 201)
        }
    }

    @Test func `verify tells every limit, and the denial where one refuses`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let rate = try await tenant.policy(.rate(1, .rpm), "one", groupBy: [.apiKey])
            try await tenant.policy(.budget(10, .tokens), "few", mode: .shadow)
            let first = try await tenant.verify(key, ["reserve": true, "estimate": ["input_tokens": 20]])
            #expect(first["valid"]?.bool == true && first["code"]?.string == "valid")
            #expect(first["reservation"]?["state"]?.string == "open")
            #expect(first["shadow_denials"]?.array?.count == 1)
            let second = try await tenant.verify(key)
            #expect(second["valid"]?.bool == false && second["code"]?.string == "rate_limited")
            #expect(second["denial"]?["policy_id"]?.string == rate.id.text)
            #expect(second["denial"]?["scope"]?.string == "api_key")
            #expect(second["denial"]?["retry_after_ms"]?.number ?? 0 > 0)
            #expect(second["key_id"]?.string == key.id)
            let other = try await tenant.key("other")
            #expect(try await tenant.verify(other)["valid"]?.bool == true)
        }
    }

    @Test func `reserving needs more than the right to ask`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let client = try await world.client(["keys.verify"], in: tenant.id, by: try await world.rootToken())
            let token = try await world.token(client)
            let reply = try await world.send(
                .post, "/v1/keys/verify", token: token, json: ["key": .string(key.secret), "reserve": true])
            #expect(reply.status == 403)
            #expect(try await world.verdict(key.secret, token: token) == "valid")
        }
    }

    @Test func `a proxied request is counted, and told where it stands`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.policy(.rate(1, .rpm), "one")
            let first = try await world.send(.get, "/v1/authz", token: key.secret)
            #expect(first.status == 200 && first.header("x-ratelimit-remaining-requests") == "0")
            let second = try await world.send(.get, "/v1/authz", token: key.secret)
            #expect(second.status == 429 && second.header("Retry-After") != nil)
        }
    }

    @Test func `a request cannot talk its key out of a limit`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("k", ["metadata": ["tier": "free"]])
            let free = PolicyCondition(.metadata("tier"), .anyOf([try #require(ValuePattern("free"))]))
            try await tenant.policy(.rate(1, .rpm), "free", [free])
            _ = try await tenant.verify(key, ["metadata": ["tier": "gold"]])
            #expect(try await tenant.verify(key, ["metadata": ["tier": "gold"]])["code"]?.string == "rate_limited")
        }
    }

    @Test func `explaining says what verify would, names every policy, and changes nothing`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.policy(.rate(1, .rph), "one an hour")
            let other = PolicyCondition(.model, .anyOf([try #require(ValuePattern("acme/*"))]))
            try await tenant.policy(.budget(5, .tokens), "acme alone", [other])
            for expected in ["valid", "rate_limited"] {
                let before = try await world.dump()
                for _ in 0..<2 {
                    let told = try await tenant.post("/v1/keys/explain", ["key": .string(key.secret)])
                    #expect(told["code"]?.string == expected)
                    #expect(
                        told["policies"]?.array?.map { $0["outcome"]?.string } == [
                            expected == "valid" ? "passes" : "denies", "not_matched",
                        ])
                }
                let isBefore = try await world.dump() == before
                #expect(isBefore)
                #expect(try await tenant.verify(key)["code"]?.string == expected)
            }
        }
    }

    @Test func `a key's holder sees its limits`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.policy(.rate(5, .rpm), "calls")
            try await tenant.policy(.budget(1_000_000_000, .cost), "money")
            _ = try await tenant.verify(key)
            let told = try await world.send(.get, "/v1/me/limits", token: key.secret)
            #expect(told.status == 200)
            #expect(told["rate_limits"]?[0]?["used"]?.number == 1)
            #expect(told["usage_limits"]?[0]?["limit"]?.number == 1)
        }
    }

    @Test func `usage that was never reserved is recorded once per request id`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.policy(.budget(100, .tokens), "t")
            let record: JSONValue = [
                "key_id": .string(key.id), "request_id": "r1", "usage": ["input_tokens": 60, "output_tokens": 70],
            ]
            for isRepeated in [false, true] {
                let reply = try await tenant.post("/v1/usage", ["records": [record]])
                #expect(reply.status == 200)
                #expect(reply["data"]?[0]?["repeated"]?.bool == isRepeated)
            }
            #expect(try await tenant.verify(key)["usage_limits"]?[0]?["used"]?.number == 130)
            let reserved = try await tenant.reserve(key, ["request_id": "r2", "estimate": ["max_output_tokens": 0]])
            #expect(reserved.status == 402)
        }
    }

    @Test func `every record that is wrong is named, and none is charged`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let before = try await world.dump()
            func record(_ key: String, _ input: JSONValue) -> JSONValue {
                ["key_id": .string(key), "request_id": "r", "usage": ["input_tokens": input, "output_tokens": 0]]
            }
            let malformed = try await tenant.post(
                "/v1/usage", ["records": [record(key.id, 1), record("x", 1), record(key.id, -1)]])
            #expect(malformed.status == 400 && malformed.errorParam == "records[1].key_id")
            let unknown = try await tenant.post(
                "/v1/usage", ["records": [record(tenant.id, 1), record(key.id, 1), record(tenant.id, 1)]])
            #expect(unknown.status == 422 && unknown.errorParam == "records[0].key_id")
            for (reply, places) in [(malformed, [1, 2]), (unknown, [0, 2])] {
                let named = reply["error"]?["problems"]?.array?.map { $0["place"]?.string }
                #expect(named == places.map { "records[\($0)]" })
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `bad input is a clear 4xx that names the field, and charges nothing`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.policy(.budget(1_000_000, .tokens), "t")
            let made = try await tenant.reserve(key, ["estimate": ["max_output_tokens": 10]])
            let id = try #require(made["id"]?.string)
            let before = try await world.dump()
            for (path, body, param) in Self.badBodies(key, id) {
                let reply = try await tenant.post(path, body)
                #expect(reply.status == 400, "\(path) \(body) got \(reply.text)")
                #expect(reply.errorParam == param, "\(path) \(body) got \(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    private static func badBodies(_ key: SampleKey, _ id: String) -> [(String, JSONValue, String)] {
        let settle = "/v1/reservations/\(id)/settle"
        func reserve(_ estimate: JSONValue, _ param: String) -> (String, JSONValue, String) {
            ("/v1/reservations", ["key": .string(key.secret), "estimate": estimate], param)
        }
        func used(_ usage: JSONValue, _ param: String) -> (String, JSONValue, String) {
            (settle, ["usage": usage], param)
        }
        return [
            reserve(["input_tokens": -1], "estimate.input_tokens"),
            reserve(["max_output_tokens": 1_000_000_000_001], "estimate.max_output_tokens"),
            reserve(["cost": -0.1], "estimate.cost"), reserve(["cost": 1_000_001], "estimate.cost"),
            reserve(["tokens": 1], "estimate.tokens"),
            ("/v1/reservations", ["key": .string(key.secret), "ttl_seconds": 0], "ttl_seconds"),
            ("/v1/reservations", ["key": .string(key.secret), "ttl_seconds": 86_401], "ttl_seconds"),
            ("/v1/reservations", ["key": .string(key.secret), "request_id": ""], "request_id"),
            ("/v1/reservations", ["key": .string(key.secret), "metadata": ["": "x"]], "metadata"),
            ("/v1/keys/verify", ["key": .string(key.secret), "ttl_seconds": 5], "ttl_seconds"),
            used(["input_tokens": -1, "output_tokens": 0], "usage.input_tokens"),
            used(["input_tokens": 1, "output_tokens": 0, "cached_input_tokens": 2], "usage.cached_input_tokens"),
            used(["input_tokens": 1], "usage.output_tokens"),
            (settle, ["usage": ["input_tokens": 1, "output_tokens": 1], "cost": -1], "cost"),
            (settle, ["usage": ["input_tokens": 1, "output_tokens": 1], "outcome": ""], "outcome"),
            ("/v1/reservations/\(id)/extend", ["ttl_seconds": 0], "ttl_seconds"),
            ("/v1/usage", ["records": []], "records"),
            (
                "/v1/usage", ["records": [["key_id": "x", "usage": ["input_tokens": 1, "output_tokens": 1]]]],
                "records[0].key_id"
            ),
        ]
    }

    @Test func `what is held is held after a restart, and a late settlement is taken`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await tenant.policy(.budget(100, .tokens), "t")
            let made = try await tenant.reserve(
                key, ["estimate": ["input_tokens": 60, "max_output_tokens": 0], "ttl_seconds": 60])
            let id = try #require(made["id"]?.string)
            try await world.reopened { world in
                let token = try await world.token(tenant.client)
                let body: JSONValue = ["key": .string(key.secret)]
                let verified = try await world.send(.post, "/v1/keys/verify", token: token, json: body)
                #expect(verified["usage_limits"]?[0]?["held"]?.number == 60)
                world.time.advance(seconds: 61)
                let open = try await world.send(.get, "/v1/reservations?state=open", token: token)
                _ = try await world.service.keepHouse()
                let expired = try await world.send(.get, "/v1/reservations?state=expired", token: token)
                #expect(open["data"]?.array?.count == 1 && expired["data"]?.array?.count == 1)
                let late = try await world.send(
                    .post, "/v1/reservations/\(id)/settle", token: token,
                    json: ["usage": ["input_tokens": 10, "output_tokens": 5]])
                #expect(late["state"]?.string == "settled")
                let after = try await world.send(.post, "/v1/keys/verify", token: token, json: body)
                #expect(after["usage_limits"]?[0]?["used"]?.number == 15)
                #expect(after["usage_limits"]?[0]?["held"]?.number == 0)
            }
        }
    }
}

extension Tenant {
    fileprivate func verify(_ key: SampleKey, _ more: JSONValue = [:]) async throws -> JSONValue {
        var body = more.object ?? [:]
        body["key"] = .string(key.secret)
        return try await world.made("/v1/keys/verify", token: token, json: .object(body))
    }
}
