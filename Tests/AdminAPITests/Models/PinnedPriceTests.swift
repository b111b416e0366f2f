import Domain
import TestSupport
import Testing

@testable import AdminAPI

/// Imports that come again, and what they leave alone.
struct PinnedPriceTests {
    private static let path = "/v1/management/models/import"
    private static let later = "2999-01-01T00:00:00Z"

    private func price(_ name: String, _ tenant: Tenant) async throws -> JSONValue {
        let reply = try await tenant.world.send(.get, "/v1/management/models/\(name)", token: tenant.token)
        return reply["price"] ?? .null
    }

    private func versions(_ name: String, _ tenant: Tenant) async throws -> Int {
        let path = "/v1/management/models/\(name)/prices"
        return try await tenant.world.send(.get, path, token: tenant.token)["data"]?.array?.count ?? 0
    }

    private func patch(_ name: String, _ price: JSONValue, _ tenant: Tenant) async throws -> Reply {
        try await tenant.world.send(
            .patch, "/v1/management/models/\(name)", token: tenant.token, json: ["price": price])
    }

    private func row(_ input: String, _ more: String = "") -> String {
        #"[{"name": "m", "price": {"state": "priced", "input": \#(input), "output": 4\#(more)}}]"#
    }

    @Test func `a list that says what is in force cancels no price that is yet to come`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await tenant.send(raw: row("2"), to: Self.path)
            let coming: JSONValue = ["state": "priced", "input": 3, "output": 4, "effective_from": .string(Self.later)]
            #expect(try await patch("m", coming, tenant).status == 200)
            let again = try await tenant.send(raw: row("2"), to: Self.path)
            #expect(again["unchanged"] == 1 && again["changed"] == 0, "\(again.text)")
            #expect(try await versions("m", tenant) == 2)
            let scheduled = try await tenant.send(
                raw: row("3", #", "effective_from": "\#(Self.later)""#), to: Self.path)
            #expect(scheduled["unchanged"] == 1, "\(scheduled.text)")
            // Another price than the one in force is news.
            let other = try await tenant.send(raw: row("5"), to: Self.path)
            #expect(other["changed"] == 1, "\(other.text)")
            #expect(try await versions("m", tenant) == 3)
        }
    }

    @Test func `a price that somebody pinned is left alone, and all else of the row is taken`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await tenant.send(raw: row("2"), to: Self.path)
            let pinned = try await patch("m", ["pinned": true], tenant)
            #expect(pinned["price"]?["pinned"] == true && pinned["price"]?["input"] == 2, "\(pinned.text)")
            #expect(try await versions("m", tenant) == 1)
            let rows = #"""
                [{"name": "m", "max_tokens": 9, "price": {"state": "priced", "input": 7, "output": 4}},
                {"name": "n", "price": {"state": "free"}}]
                """#
            let reply = try await tenant.send(raw: rows, to: Self.path)
            #expect(reply["changed"] == 1 && reply["created"] == 1 && reply["pinned"] == 1, "\(reply.text)")
            #expect(try await price("m", tenant)["input"] == 2)
            let map = #"{"m": {"input_cost_per_token": 9e-6, "output_cost_per_token": 9e-6}}"#
            #expect(try await tenant.send(raw: map, to: Self.path)["unchanged"] == 1)
            #expect(try await price("m", tenant)["input"] == 2)
            // What says `pinned` itself is taken at its word.
            let own = try await tenant.send(raw: row("8", #", "pinned": true"#), to: Self.path)
            #expect(own["changed"] == 1 && own["pinned"] == 0, "\(own.text)")
            #expect(try await price("m", tenant)["input"] == 8)
            #expect(try await patch("m", ["pinned": false], tenant)["price"]?["pinned"] == nil)
            #expect(try await tenant.send(raw: map, to: Self.path)["changed"] == 1)
            #expect(try await price("m", tenant)["input"] == 9)
        }
    }

    @Test func `a pin by itself makes no price, keeps what is yet to come, and is in the audit trail`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            try await tenant.model("m", ["price": ["state": "free", "pinned": true]])
            #expect(try await price("m", tenant)["pinned"] == true)
            let coming: JSONValue = ["state": "priced", "input": 3, "output": 4, "effective_from": .string(Self.later)]
            #expect(try await patch("m", coming, tenant)["price"]?["pinned"] == true)
            #expect(try await patch("m", ["pinned": true], tenant).status == 200)
            #expect(try await versions("m", tenant) == 2)
            #expect(try await world.dump().contains { $0.hasPrefix("audit_events") && $0.contains("price_pinned") })
            for bad: JSONValue in [[:], ["pinned": "yes"], ["pinned": true, "input": 1], ["pinned": nil]] {
                #expect(try await patch("m", bad, tenant).status == 400, "\(bad)")
            }
        }
    }

    @Test func `a diff tells the prices that would change, those that change most first, and changes nothing`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            try await tenant.model("free", ["price": ["state": "free"]])
            try await tenant.model("same", ["price": ["state": "priced", "input": 1, "output": 1]])
            try await tenant.model("up", ["price": ["state": "priced", "input": 1, "output": 10]])
            try await tenant.model("pin", ["price": ["state": "priced", "input": 1, "output": 1, "pinned": true]])
            let rows = #"""
                [{"name": "same", "max_tokens": 5, "price": {"state": "priced", "input": 1, "output": 1}},
                {"name": "up", "price": {"state": "priced", "input": 0.5, "output": 12,
                "rates": [{"variant": "batch", "output": 0.25}]}}, {"name": "free", "price": {"state": "unpriced"}},
                {"name": "pin", "price": {"state": "priced", "input": 1, "output": 5}},
                {"name": "new", "price": {"state": "priced", "input": 1, "output": 3}}, {"name": "plain"}]
                """#
            let before = try await world.dump()
            let reply = try await tenant.send(raw: rows, to: Self.path + "?dry_run=true&diff=true")
            let changes = reply["changes"]?.array ?? []
            #expect(changes.map { $0["name"]?.string } == ["pin", "new", "up", "free"], "\(reply.text)")
            #expect(changes.map { $0["kind"]?.string } == ["pinned", "created", "changed", "changed"])
            #expect(changes.map { $0["difference"]?.number } == [4, 3, 2, 0])
            let amounts = changes.dropFirst(2).first?["amounts"]?.array ?? []
            #expect(amounts.first == ["amount": "output", "before": 10, "after": 12], "\(reply.text)")
            #expect(amounts.contains(["amount": "output", "variant": "batch", "before": nil, "after": 0.25]))
            #expect(changes.last?["state_before"] == "free" && changes.last?["state_after"] == "unpriced")
            #expect(changes[1]["state_before"] == .null)
            let isBefore = try await world.dump() == before
            #expect(isBefore)
            let plain = try await tenant.send(raw: rows, to: Self.path + "?dry_run=true")
            #expect(plain["changes"] == nil && plain["pinned"] == 1, "\(plain.text)")
            let lone = try await tenant.send(raw: rows, to: Self.path + "?diff=true")
            #expect(lone.status == 400 && lone.text.contains("dry_run"), "\(lone.text)")
        }
    }
}
