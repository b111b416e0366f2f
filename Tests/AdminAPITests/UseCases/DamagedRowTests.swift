import Admission
import Domain
import Policy
import Storage
import TestSupport
import Testing

@testable import AdminAPI

/// What stands in the database and cannot be read.
struct DamagedRowTests {
    @Test(arguments: [
        ("allowed_addresses", #"["10.0.0.0/33"]"#), ("allowed_addresses", #"["10.0.0.0/8", "x"]"#),
        ("allowed_addresses", "10.0.0.0/8"), ("allowed_addresses", "[null]"), ("allowed_models", #"["a*b"]"#),
        ("allowed_models", #"{"a": 1}"#), ("metadata", "[]"), ("metadata", #"{"team": 1}"#),
    ])
    func `a key whose restrictions cannot be read opens nothing, is named, and keeps no other from serving`(
        _ column: String, _ text: String
    ) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (bad, good) = (try await tenant.key(), try await tenant.key("other"))
            let damage = Statement("UPDATE api_keys SET \(column) = $2 WHERE id = $1")
            try await world.database.write { transaction throws(AdminError) in
                try transaction.run(damage, [.text(bad.id), .text(text)])
            }
            try await world.reopened { next in
                func verdict(_ secret: String) throws(AdminError) -> KeyVerdict {
                    try next.service.admission.verify(
                        VerifyQuery(secret: secret, model: nil, address: nil), visibleTo: nil
                    ).verdict
                }
                let error = #expect(throws: AdminError.self) { try verdict(bad.secret) }
                #expect(error?.code == .internalError)
                #expect(try verdict(good.secret) == .valid)
                #expect(next.service.damagedRows.count == 1)
                for lines in [next.service.damagedRows, try await next.service.rowProblems()] {
                    #expect(
                        lines.count == 1 && lines[0].contains("the column \(column) of api_keys \(bad.id)"), "\(lines)")
                }
            }
        }
    }

    private func damage(_ table: String, _ column: String, _ text: String, of id: String, in world: World) async throws
    {
        let statement = Statement("UPDATE \(table) SET \(column) = $2 WHERE id = $1")
        try await world.database.write { transaction throws(AdminError) in
            try transaction.run(statement, [.text(id), .text(text)])
        }
    }

    @Test(arguments: [("1", 1), ("2", 2), ("3", 3), ("100", 4)])
    func `a key that cannot be read is missing from lists, and hides no other from any page`(
        _ limit: String, _ pageSize: Int
    ) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            var keys: [SampleKey] = []
            for number in 0..<8 { keys.append(try await tenant.key("k\(number)")) }
            // The first, the last, and some beside each other.
            let bad = [0, 2, 3, 7].map { keys[$0].id }
            for id in bad { try await damage("api_keys", "metadata", "[]", of: id, in: world) }
            var (found, after): ([String], String?) = ([], nil)
            repeat {
                let query = "?limit=\(limit)" + (after.map { "&after=\($0)" } ?? "")
                let page = try await world.send(.get, tenant.keysPath + query, token: tenant.token)
                let ids = (page.json.array ?? []).compactMap { $0["id"]?.string }
                #expect(page.status == 200 && ids.count <= pageSize, "\(page.text)")
                found += ids
                after = page.header("Link") == nil ? nil : ids.last
            } while after != nil
            #expect(found == keys.map(\.id).filter { !bad.contains($0) })
            let one = try await world.send(.get, "\(tenant.keysPath)/\(bad[0])", token: tenant.token)
            #expect(one.status == 500 && !one.text.contains("metadata"))
            #expect(world.service.damagedRows.count == 4)
            #expect(try await world.send(.get, "/metrics").text.contains("\nkeyhold_damaged_rows 4\n"))
            let lines = world.service.takeMishaps()
            #expect(lines.count == 4 && bad.allSatisfy { id in lines.contains { $0.contains("api_keys \(id)") } })
            // Said once, however often the list is asked for.
            _ = try await world.send(.get, tenant.keysPath, token: tenant.token)
            #expect(world.service.takeMishaps().isEmpty && world.service.damagedRows.count == 4)
        }
    }

    @Test func `a user or a team that cannot be read is missing from its list alone`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let user = try await world.made(
                "/v1/users", token: tenant.token, json: ["name": "B", "email": "b@example.com"])
            try await damage("users", "email", "nobody", of: tenant.userID, in: world)
            try await damage("teams", "metadata", "[]", of: tenant.teamID, in: world)
            let users = try await world.send(.get, "/v1/users", token: tenant.token)
            #expect(users.status == 200 && users["data"]?.array?.map { $0["id"] } == [user["id"]])
            let teams = try await world.send(.get, "/v1/teams", token: tenant.token)
            #expect(teams.status == 200 && teams["data"] == [] && teams["has_more"] == false)
            #expect(world.service.damagedRows.count == 2)
        }
    }

    @Test(arguments: [1, 2, 100])
    func `a reservation that cannot be read is missing from its list alone`(_ limit: Int) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            var ids: [String] = []
            for _ in 0..<4 {
                let made = try await tenant.reserve(key, ["estimate": ["input_tokens": 1, "max_output_tokens": 1]])
                ids.append(try #require(made["id"]?.string))
            }
            for id in [ids[0], ids[2]] { try await damage("reservations", "metadata", "[]", of: id, in: world) }
            for state in ["", "&state=open"] {
                let (path, token) = ("/v1/reservations?limit=\(limit)\(state)", tenant.token)
                let first = try await world.send(.get, path, token: token)
                var found = first["data"]?.array?.compactMap { $0["id"]?.string } ?? []
                if limit == 1 {
                    #expect(first["has_more"] == true)
                    let second = try await world.send(.get, path + "&after=\(ids[1])", token: token)
                    found += second["data"]?.array?.compactMap { $0["id"]?.string } ?? []
                }
                #expect(first.status == 200 && found == [ids[1], ids[3]], "\(first.text)")
            }
            #expect(world.service.damagedRows.count == 2)
        }
    }

    @Test func `a price that cannot be read is missing from its model's list alone`() async throws {
        try await withWorld { world in
            let root = try await world.rootToken()
            let made = try await world.made(
                "/v1/management/models", token: root, json: ["name": "m", "provider": "p", "price": ["state": "free"]])
            let id = try #require(made["id"]?.string)
            let copy = Statement(
                """
                INSERT INTO model_prices SELECT organization_id, model_id, version + 1, 'priced', 'x', '[]', \
                effective_from + 1, created_at FROM model_prices WHERE model_id = $1
                """)
            try await world.database.write { transaction throws(AdminError) in
                try transaction.run(copy, [.text(id)])
            }
            let list = try await world.send(.get, "/v1/management/models/m/prices", token: root)
            #expect(list.status == 200 && list["data"]?.array?.map { $0["version"] } == [1], "\(list.text)")
            #expect(world.service.damagedRows.count == 1)
        }
    }

    @Test(arguments: [1, 2, 100])
    func `a row of the ledger that cannot be read is missing from its list, and keeps no other from being repriced`(
        _ limit: Int
    ) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            func record(_ id: String) async throws {
                let usage: JSONValue = ["input_tokens": 1_000_000, "output_tokens": 0]
                let reply = try await tenant.post(
                    "/v1/usage",
                    ["records": [["key_id": .string(key.id), "request_id": .string(id), "model": "m", "usage": usage]]])
                #expect(reply.status == 200, "\(reply.text)")
            }
            let copy = Statement(
                """
                INSERT INTO ledger_entries (organization_id, id, kind, key_id, model, input_tokens, cached_input_tokens, \
                output_tokens, reasoning_tokens, requests, charges, created_at) SELECT organization_id, $2, kind, key_id, \
                model, 1, 0, 0, 0, 1, 'x', created_at FROM ledger_entries WHERE organization_id = $1 LIMIT 1
                """)
            try await record("a")
            let bad = UUIDv7Source().next(LedgerEntry.self, at: world.time.now()).text
            try await world.database.write { transaction throws(AdminError) in
                try transaction.run(copy, [.text(tenant.id), .text(bad)])
            }
            world.time.advance(seconds: 1)
            try await record("b")
            try await tenant.model("m", dollars: 1)
            var (found, after) = ([String](), "")
            repeat {
                let page = try await world.send(.get, "/v1/usage?limit=\(limit)\(after)", token: tenant.token)
                #expect(page.status == 200, "\(page.text)")
                found += page["data"]?.array?.compactMap { $0["request_id"]?.string } ?? []
                after = page["has_more"] == true ? "&after=\(page["last_id"]?.string ?? "")" : ""
            } while !after.isEmpty
            #expect(found == ["a", "b"])
            let done = try await tenant.post(
                "/v1/usage/reprice", ["from": "2026-01-01T00:00:00Z", "to": "2026-12-31T00:00:00Z"])
            #expect(done["repriced"] == 2, "\(done.text)")
            #expect(world.service.damagedRows.count == 1)
        }
    }

    @Test func `a team with a key that cannot be read is not rotated as a whole`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (bad, good) = (try await tenant.key("bad"), try await tenant.key("good"))
            try await damage("api_keys", "metadata", "[]", of: bad.id, in: world)
            let before = try await world.dump()
            let reply = try await world.send(.post, "\(tenant.keysPath)/rotate_all", token: tenant.token, json: [:])
            #expect(reply.status == 500)
            #expect(try await tenant.verdict(good.secret) == "valid")
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `any other row that cannot be read keeps the daemon from starting, and is named`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let damage = Statement("UPDATE organizations SET time_zone = 'Mars/Olympus' WHERE id = $1")
            try await world.database.write { transaction throws(AdminError) in
                try transaction.run(damage, [.text(tenant.id)])
            }
            let name = "the column time_zone of organizations \(tenant.id)"
            #expect(try await world.service.rowProblems().map { $0.contains(name) } == [true])
            let error = await #expect(throws: AdminError.self) { try await world.reopened { _ in } }
            #expect(error?.detail?.contains(name) == true)
        }
    }
}
