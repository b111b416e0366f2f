import Domain
import TestSupport
import Testing

@testable import AdminAPI

/// The ledger's rows are read back over HTTP.
struct ReadUsageTests {
    private func record(
        _ tenant: Tenant, _ key: SampleKey, _ id: String, _ more: [String: JSONValue] = [:]
    ) async throws {
        var record: [String: JSONValue] = [
            "key_id": .string(key.id), "request_id": .string(id), "cost": 0.5,
            "usage": ["input_tokens": 10, "output_tokens": 5],
        ]
        record.merge(more) { $1 }
        let reply = try await tenant.post("/v1/usage", ["records": [.object(record)]])
        #expect(reply.status == 200, "\(reply.text)")
    }

    private func list(_ tenant: Tenant, _ query: String) async throws -> Reply {
        try await tenant.world.send(.get, "/v1/usage?\(query)", token: tenant.token)
    }

    private func requests(_ reply: Reply) -> [String] {
        reply["data"]?.array?.compactMap { $0["request_id"]?.string } ?? []
    }

    @Test func `rows are found by each of what is known of them, page by page, and no other tenant's`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (key, own) = (try await tenant.key(), try await tenant.userKey("own"))
            try await tenant.model("m", dollars: 1)
            try await record(tenant, key, "a", ["model": "m", "outcome": "success"])
            try await record(tenant, key, "b", ["model": "m", "occurred_at": "2026-01-30T08:00:00Z"])
            try await record(tenant, own, "c", ["outcome": "failure"])
            world.time.advance(seconds: 3000)
            try await record(tenant, key, "d", ["occurred_at": "2026-01-30T09:00:00Z"])
            try await record(tenant, key, "e")
            let model = try await world.send(.get, "/v1/management/models/m", token: tenant.token)["id"]?.string ?? ""
            let cases: [(String, [String])] = [
                ("", ["a", "b", "c", "d", "e"]), ("key_id=\(own.id)", ["c"]),
                ("team_id=\(tenant.teamID)", ["a", "b", "d", "e"]),
                ("user_id=\(tenant.userID)", ["c"]), ("model=m", ["a", "b"]), ("model=\(model)", ["a", "b"]),
                ("provider=acme", ["a", "b"]), ("request_id=d", ["d"]), ("outcome=failure", ["c"]),
                ("from=2026-01-30T00:00:00Z&to=2026-01-31T00:00:00Z", ["b", "d"]),
                ("from=2026-01-31T00:00:00Z&to=2026-01-31T09:30:00Z", ["a", "c"]),
                ("from=2026-01-31T09:30:00Z", ["e"]), ("to=2026-01-30T08:30:00%2B00:00", ["b"]), ("unpriced=true", []),
            ]
            for (query, expected) in cases {
                let reply = try await list(tenant, query)
                #expect(requests(reply) == expected, "\(query): \(reply.text)")
                var (pages, after) = ([String](), "")
                repeat {
                    let next = [query, "limit=1", after.isEmpty ? "" : "after=\(after)"].filter { !$0.isEmpty }
                    let page = try await list(tenant, next.joined(separator: "&"))
                    pages += requests(page)
                    after = page["has_more"] == true ? page["last_id"]?.string ?? "" : ""
                } while !after.isEmpty
                #expect(pages == expected, "\(query)")
            }
            let other = try await world.tenant("other")
            #expect(requests(try await list(other, "")) == [])
            for query in ["from=now", "key_id=x", "unpriced=1", "format=xml", "color=red"] {
                #expect(try await list(tenant, query).status == 400, "\(query)")
            }
            let backwards = "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"
            #expect(try await list(tenant, backwards).status == 422)
        }
    }

    @Test func `totals are over all that was asked for, corrections included`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            for index in 0..<5 { try await record(tenant, key, "r\(index)") }
            let first = try await list(tenant, "limit=1")["first_id"]?.string ?? ""
            _ = try await tenant.post("/v1/usage/\(first)/correct", ["refund": 0.2, "reason": "r"])
            let totals = try await list(tenant, "limit=2&totals=true")
            #expect(totals["data"]?.array?.count == 2 && totals["totals"]?["rows"] == 6, "\(totals.text)")
            #expect(totals["totals"]?["cost"]?.number == 2.3 && totals["totals"]?["input_tokens"] == 50)
            #expect(try await list(tenant, "request_id=r0&totals=true")["totals"]?["cost"]?.number == 0.3)
        }
    }

    @Test func `a request is found after its reservation is forgotten, with what was put right`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            for id in ["a", "b"] { try await record(tenant, key, id) }
            let first = try await list(tenant, "request_id=a")["first_id"]?.string ?? ""
            _ = try await tenant.post("/v1/usage/\(first)/correct", ["refund": 0.2, "reason": "r"])
            world.time.advance(seconds: 2 * Reservation.retentionSeconds)
            try await world.service.keepHouse()
            let token = try await tenant.token(scopes: "policies.read")
            let found = try await world.send(.get, "/v1/reservations?request_id=a", token: token)
            #expect(found.status == 200 && requests(found) == [], "\(found.text)")
            let totals = try await world.send(.get, "/v1/usage?request_id=a&totals=true", token: token)
            #expect(requests(totals) == ["a", "a"] && totals["totals"]?["rows"] == 2, "\(totals.text)")
        }
    }

    @Test func `CSV has a header once and no formulas, JSON lines a row a line; a link goes on`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await record(tenant, key, "=HYPERLINK(\"x\")", ["outcome": "@sum"])
            try await record(tenant, key, "plain, with a comma")
            let first = try await list(tenant, "format=csv&limit=1")
            let lines = first.text.split(separator: "\r\n")
            #expect(first.header("Content-Type") == "text/csv; charset=utf-8" && lines.count == 2, "\(first.text)")
            #expect(lines.last?.contains(#","'=HYPERLINK(""x"")","#) == true && lines.last?.contains(",'@sum,") == true)
            #expect(first.header("Link")?.contains("after=") == true)
            let all = try await list(tenant, "format=csv")
            #expect(all.text.contains(#","plain, with a comma","#) && all.header("Link") == nil)
            let rows = try await list(tenant, "format=jsonl")
            #expect(rows.header("Content-Type") == "application/x-ndjson; charset=utf-8")
            let objects = rows.text.split(separator: "\n")
            #expect(objects.count == 2 && objects.allSatisfy { $0.contains(#""object":"usage""#) }, "\(rows.text)")
        }
    }

    @Test func `reservations are found by the request id of their call`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let keys = (try await tenant.key("one"), try await tenant.key("two"))
            for (key, id) in [(keys.0, "x"), (keys.1, "x"), (keys.0, "y")] {
                _ = try await tenant.reserve(key, ["request_id": .string(id)])
            }
            let found = try await world.send(.get, "/v1/reservations?request_id=x", token: tenant.token)
            #expect(requests(found) == ["x", "x"], "\(found.text)")
            let settled = try await world.send(
                .get, "/v1/reservations?request_id=x&state=settled", token: tenant.token)
            #expect(requests(settled) == [])
        }
    }
}
