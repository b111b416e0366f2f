import Domain
import Storage
import TestSupport
import Testing

@testable import AdminAPI

/// The labels of calls, read back from the ledger.
struct UsageMetadataTests {
    private static let usage: JSONValue = ["input_tokens": 10, "output_tokens": 5]

    private func list(_ tenant: Tenant, _ query: String) async throws -> Reply {
        try await tenant.world.send(.get, "/v1/usage?\(query)", token: tenant.token)
    }

    private func requests(_ reply: Reply) -> [String] {
        reply["data"]?.array?.compactMap { $0["request_id"]?.string } ?? []
    }

    private func record(_ tenant: Tenant, _ key: SampleKey, _ id: String, _ metadata: JSONValue?) async throws -> Reply
    {
        var record: [String: JSONValue] = [
            "key_id": .string(key.id), "request_id": .string(id), "cost": 0.5, "usage": Self.usage,
        ]
        record["metadata"] = metadata
        return try await tenant.post("/v1/usage", ["records": [.object(record)]])
    }

    /// - Returns: the reservation's id.
    private func reserve(_ tenant: Tenant, _ key: SampleKey, _ id: String, _ metadata: JSONValue) async throws -> String
    {
        let made = try await tenant.reserve(
            key, ["request_id": .string(id), "metadata": metadata, "ttl_seconds": 60, "estimate": ["input_tokens": 9]])
        return try #require(made["id"]?.string, "\(made.text)")
    }

    @Test func `every row of a call has the labels of the call and of its key, whichever way it came`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("k", ["metadata": ["env": "ci"]])
            _ = try await record(tenant, key, "reported", ["feature": "search"])
            let prompt = try await reserve(tenant, key, "settled", ["feature": "search"])
            let tardy = try await reserve(tenant, key, "late", ["feature": "search"])
            let settled = try await tenant.post("/v1/reservations/\(prompt)/settle", ["usage": Self.usage])
            world.time.advance(seconds: 61)
            try await world.service.limits.keepHouse()
            #expect(try await tenant.post("/v1/reservations/\(tardy)/settle", ["usage": Self.usage]).status == 200)
            let first = try await list(tenant, "limit=1")["first_id"]?.string ?? ""
            _ = try await tenant.post("/v1/usage/\(first)/correct", ["refund": 0.2, "reason": "r"])
            let rows = try await list(tenant, "metadata=feature=search&totals=true")
            let labels: JSONValue = ["env": "ci", "feature": "search"]
            #expect(requests(rows) == ["reported", "settled", "late", "reported"], "\(rows.text)")
            #expect(rows["data"]?.array?.allSatisfy { $0["metadata"] == labels } == true, "\(rows.text)")
            #expect(settled["settlement"]?["metadata"] == labels, "\(settled.text)")
            let read = try await world.send(.get, "/v1/reservations/\(prompt)", token: tenant.token)
            #expect(read.json == settled.json)
            #expect(try await world.send(.get, "/v1/usage/\(first)", token: tenant.token)["metadata"] == labels)
        }
    }

    @Test func `what an expiry charges has the labels, too, and what has none is not stored with any`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let usage = UsageLimit(
                measure: .tokens, amount: 100_000, alertThreshold: nil, period: .monthly, onUnpriced: .deny,
                onExpiry: .charge, override: nil)
            try await tenant.policy(.usage(usage))
            _ = try await reserve(tenant, key, "gone", ["feature": "search"])
            _ = try await record(tenant, key, "plain", nil)
            world.time.advance(seconds: 61)
            try await world.service.limits.keepHouse()
            await world.service.limits.flush()
            let statement = Statement(
                "SELECT kind, metadata FROM ledger_entries ORDER BY id", crossTenantReason: "test")
            let rows = try await world.database.read { transaction throws(AdminError) in
                try transaction.rows(statement, []) { row throws(AdminError) in
                    "\(try row.text(0)) \(try row.optionalText(1) ?? "NULL")"
                }
            }
            #expect(rows == ["usage NULL", #"expiry {"feature":"search"}"#])
            let plain = try await list(tenant, "request_id=plain")
            #expect(plain["data"]?[0]?["metadata"] == nil, "\(plain.text)")
        }
    }

    @Test func `rows are found by a label, with totals over them, and no other tenant's`() async throws {
        try await withWorld { world in
            let (tenant, other) = (try await world.tenant(), try await world.tenant("other"))
            let (key, foreign) = (try await tenant.key(), try await other.key())
            _ = try await record(tenant, key, "a", ["env": "ci", "we \"quote\" \\": "é=/😀"])
            _ = try await record(tenant, key, "b", ["env": "production"])
            _ = try await record(tenant, key, "c", ["env": "ci"])
            _ = try await record(tenant, key, "d", ["env": ""])
            _ = try await record(tenant, key, "e", nil)
            _ = try await record(other, foreign, "f", ["env": "ci"])
            let cases: [(String, [String])] = [
                ("env=ci", ["a", "c"]), ("env=production", ["b"]), ("env=", ["d"]), ("ENV=ci", []), ("env=c", []),
                ("we%20%22quote%22%20%5C=e%CC%81=/%F0%9F%98%80", ["a"]),
            ]
            for (label, expected) in cases {
                let reply = try await list(tenant, "metadata=\(label)&totals=true")
                #expect(requests(reply) == expected, "\(label): \(reply.text)")
                #expect(reply["totals"]?["rows"]?.number == Double(expected.count))
                #expect(reply["totals"]?["cost"]?.number == 0.5 * Double(expected.count))
            }
            #expect(requests(try await list(tenant, "metadata=env=ci&request_id=c")) == ["c"])
            let longest = String(repeating: "n", count: 64) + "=" + String(repeating: "v", count: 512)
            #expect(try await list(tenant, "metadata=\(longest)").status == 200)
            for bad in ["env", "=ci", "", longest + "v"] {
                let reply = try await list(tenant, "metadata=\(bad)")
                #expect(reply.status == 400 && reply.text.contains("such as env=production"), "\(reply.text)")
            }
        }
    }

    @Test func `CSV has the labels in one column, JSON lines as an object`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            _ = try await record(tenant, key, "a", ["env": "ci", "by": "x,\"y\""])
            _ = try await record(tenant, key, "b", nil)
            let lines = try await list(tenant, "format=csv").text.split(separator: "\r\n")
            #expect(lines[0].hasSuffix(",created_at,metadata"))
            #expect(lines[1].hasSuffix(#","{""by"":""x,\""y\"""",""env"":""ci""}""#), "\(lines[1])")
            #expect(lines[2].hasSuffix("Z,"), "\(lines[2])")
            let objects = try await list(tenant, "format=jsonl").text.split(separator: "\n")
            #expect(objects[0].contains(#""metadata":{"by":"x,\"y\"","env":"ci"}"#), "\(objects[0])")
            #expect(!objects[1].contains("metadata"))
        }
    }

    @Test func `a record that comes again is answered as the first, labels and all`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let first = try await record(tenant, key, "a", ["env": "ci"])
            let again = try await record(tenant, key, "a", ["env": "ci"])
            #expect(again["data"]?[0]?["metadata"] == ["env": "ci"] && again["data"]?[0]?["repeated"] == true)
            #expect(again["data"]?[0]?["id"] == first["data"]?[0]?["id"])
            #expect(try await list(tenant, "totals=true")["totals"]?["rows"] == 1)
        }
    }
}
