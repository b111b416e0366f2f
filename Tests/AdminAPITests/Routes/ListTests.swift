import AdminAPI
import TestSupport
import Testing

/// Lists come in pages, in the order of creation, each thing once.
struct ListTests {
    @Test func `a list of keys is walked by its Link, and ends`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            var made: [String] = []
            for number in 0..<7 { made.append(try await tenant.key("k\(number)").id) }
            _ = try await world.send(.delete, "\(tenant.keysPath)/\(made[3])", token: tenant.token)
            for (query, expected) in [("", made.filter { $0 != made[3] }), ("&include_removed=true", made)] {
                var next: String? = "\(tenant.keysPath)?limit=2\(query)"
                var seen: [String] = []
                while let path = next, seen.count < 10 {
                    let page = try await world.send(.get, path, token: tenant.token)
                    #expect(page.status == 200 && (page.json.array?.count ?? 0) <= 2)
                    seen += page.json.array?.compactMap { $0["id"]?.string } ?? []
                    next = page.header("Link")?.firstMatch(of: /^<([^>]+)>; rel="next"$/).map { String($0.1) }
                }
                #expect(seen == expected)
            }
        }
    }

    @Test func `under a prefix that only a proxy knows, links lead there`() async throws {
        var settings = ServiceSettings.patient
        settings.linkBase = "https://example.com/keyhold"
        try await withWorld(settings) { world in
            let tenant = try await world.tenant()
            for name in ["a", "b"] { _ = try await tenant.key(name) }
            let link = try await world.send(.get, "\(tenant.keysPath)?limit=1", token: tenant.token).header("Link")
            #expect(link?.hasPrefix("<https://example.com/keyhold\(tenant.keysPath)?after=") == true)
            let page = try await world.send(.get, "/docs").text
            #expect(page.contains("href=\"openapi.json\"") && !page.contains("href=\"/"))
        }
    }

    @Test(arguments: ["/v1/organizations", "/v1/users", "/v1/teams", "/v1/oauth/clients"])
    func `a list says whether there is more, and where it begins and ends`(_ path: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant("a")
            let root = try await world.rootToken()
            for number in 0..<3 {
                let name = JSONValue.string("n\(number)")
                let email = JSONValue.string("n\(number)@example.com")
                switch path {
                case "/v1/organizations": _ = try await world.made(path, token: root, json: ["name": name])
                case "/v1/users":
                    _ = try await world.made(path, token: tenant.token, json: ["name": name, "email": email])
                case "/v1/teams": _ = try await world.made(path, token: tenant.token, json: ["name": name])
                default: _ = try await world.client(["keys.read"], in: nil, by: tenant.token)
                }
            }
            let token = path == "/v1/organizations" ? root : tenant.token
            var after = ""
            var seen: [String] = []
            for _ in 0..<4 {
                let page = try await world.send(.get, "\(path)?limit=1\(after)", token: token)
                #expect(page["object"] == "list" && page["data"]?.array?.count == 1)
                #expect(page["first_id"] == page["last_id"])
                #expect(page["has_more"]?.bool == (seen.count < 3))
                seen.append(try #require(page["last_id"]?.string))
                after = "&after=\(seen.last ?? "")"
            }
            #expect(Set(seen).count == 4 && seen == seen.sorted())
            let beyond = try await world.send(.get, "\(path)?after=\(seen[3])", token: token)
            #expect(beyond["data"] == [] && beyond["first_id"] == .null && beyond["has_more"] == false)
        }
    }

    @Test func `a tenant's client lists its own organization and no other`() async throws {
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            let reply = try await world.send(.get, "/v1/organizations", token: mine.token)
            #expect(reply["data"]?.array?.count == 1 && reply["first_id"]?.string == mine.id)
            #expect(!reply.text.contains(theirs.id))
        }
    }
}
