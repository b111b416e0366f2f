import Domain
import TestSupport
import Testing

@testable import AdminAPI

/// Users, teams and clients: what a search finds, in which order, and how many there are.
struct NameSearchTests {
    static let paths = ["/v1/users", "/v1/teams", "/v1/oauth/clients"]

    private func reply(_ path: String, _ query: String, _ tenant: Tenant) async throws -> Reply {
        try await tenant.world.send(.get, path + query, token: tenant.token)
    }

    private func names(_ path: String, _ query: String, _ tenant: Tenant) async throws -> [String] {
        let reply = try await reply(path, query, tenant)
        let names = reply["data"]?.array?.compactMap { $0["name"]?.string } ?? []
        #expect(reply.status == 200 && reply["total"]?.number == Double(names.count), "\(query): \(reply.text)")
        return names
    }

    /// Things with these names, on top of what the tenant begins with; their ids.
    private func make(_ names: [String], at path: String, _ tenant: Tenant) async throws -> [String] {
        var ids: [String] = []
        for (number, name) in names.enumerated() {
            var body: [String: JSONValue] = ["name": .string(name)]
            if path == "/v1/users" { body["email"] = .string("mail\(number)@zeta.example") }
            if path == "/v1/teams" { body["slug"] = .string("slug-\(number)-zeta") }
            if path == "/v1/oauth/clients" { body["scopes"] = ["keys.read"] }
            let made = try await tenant.world.made(path, token: tenant.token, json: .object(body))
            ids.append(try #require((made["id"] ?? made["client_id"])?.string))
        }
        return ids
    }

    @Test(arguments: paths)
    func `a search finds parts of names and beginnings of ids, in its organization alone`(_ path: String) async throws {
        try await withWorld { world in
            let (tenant, other) = (try await world.tenant(), try await world.tenant("other"))
            let ids = try await make(["Ätna 100%", "atlas_b", "Zebra"], at: path, tenant)
            #expect(try await names(path, "?search=ATLAS", tenant) == ["atlas_b"])
            #expect(try await names(path, "?search=0%25", tenant) == ["Ätna 100%"])
            #expect(try await names(path, "?search=s_b", tenant) == ["atlas_b"])
            #expect(try await names(path, "?search=\(ids[2])", tenant) == ["Zebra"])
            #expect(try await names(path, "?search=\(ids[2].uppercased())", tenant) == ["Zebra"])
            #expect(try await names(path, "?search=nothing!", tenant) == [])
            #expect(try await names(path, "?search=", tenant).count > 3)
            for text in ["atlas", ids[0], "zeta"] {
                #expect(try await names(path, "?search=\(text)", other) == [])
            }
            if path != "/v1/oauth/clients" {
                #expect(try await names(path, "?search=1-ZETA", tenant).count == (path == "/v1/teams" ? 1 : 0))
                #expect(try await names(path, "?search=mail2@", tenant).count == (path == "/v1/users" ? 1 : 0))
            }
        }
    }

    @Test(arguments: paths)
    func `what was deleted is neither found nor counted`(_ path: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let ids = try await make(["gone", "gone too"], at: path, tenant)
            _ = try await world.send(.delete, "\(path)/\(ids[0])", token: tenant.token)
            #expect(try await names(path, "?search=gone", tenant) == ["gone too"])
        }
    }

    @Test(arguments: paths, ["created", "-created", "name", "-name"])
    func `pages go through all once, in the order that was asked for`(_ path: String, _ sort: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await make(["needle b", "needle a", "needle b"], at: path, tenant)
            let whole = try await names(path, "?search=needle&sort=\(sort)", tenant)
            #expect(whole.count == 3)
            if sort == "created" { #expect(whole == ["needle b", "needle a", "needle b"]) }
            if sort == "-name" { #expect(whole == ["needle b", "needle b", "needle a"]) }
            var (read, after): ([String], String) = ([], "")
            for _ in 0..<4 {
                let page = try await reply(path, "?search=needle&sort=\(sort)&limit=1\(after)", tenant)
                #expect(page["total"] == 3, "\(page.text)")
                read += page["data"]?.array?.compactMap { ($0["id"] ?? $0["client_id"])?.string } ?? []
                guard page["has_more"] == true, let last = page["last_id"]?.string else { break }
                after = "&after=\(last)"
            }
            #expect(read.count == 3 && Set(read).count == 3)
        }
    }

    @Test(arguments: paths, ["sort=size", "limit=0", "after=x", "search=\(String(repeating: "x", count: 256))"])
    func `what cannot be looked for is refused by its name`(_ path: String, _ query: String) async throws {
        try await withWorld { world in
            let reply = try await reply(path, "?" + query, try await world.tenant())
            let name = query.prefix { $0 != "=" }
            #expect(reply.status == 400 && reply["error"]?["param"]?.string == String(name), "\(reply.text)")
        }
    }

    @Test func `the platform's own clients are found without an organization, and no tenant's among them`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await make(["needle"], at: "/v1/oauth/clients", tenant)
            let root = try await world.rootToken()
            let found = try await world.send(.get, "/v1/oauth/clients?search=needle", token: root)
            #expect(found["total"] == 0 && found["data"] == [])
            let own = try await world.send(.get, "/v1/oauth/clients?sort=-name", token: root)
            #expect(own["total"]?.number == Double(own["data"]?.array?.count ?? 0) && own["total"] != 0)
        }
    }
}
