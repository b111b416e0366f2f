import Domain
import TestSupport
import Testing

@testable import AdminAPI

/// The keys of a whole organization: what a search finds, in which order, and how many there are.
struct KeySearchTests {
    private func search(_ query: String, _ tenant: Tenant) async throws -> Reply {
        try await tenant.world.send(.get, "/v1/keys\(query)", token: tenant.token)
    }

    private func names(_ query: String, _ tenant: Tenant) async throws -> [String] {
        let reply = try await search(query, tenant)
        let names = reply["data"]?.array?.compactMap { $0["name"]?.string } ?? []
        #expect(reply["total"]?.number == Double(names.count), "\(query): \(reply.text)")
        return names
    }

    /// Four keys of a team and one of a user, the last of the team's removed.
    private func keys(_ tenant: Tenant) async throws -> [SampleKey] {
        var keys = [
            try await tenant.key("Deploy 100%", ["metadata": ["env": "ci"], "allowed_models": ["openai/*"]]),
            try await tenant.key("deploy_b", ["metadata": ["env": "production"], "enabled": false]),
            try await tenant.key("c", ["expiration_date": "2999-01-01T00:00:00Z"]),
            try await tenant.userKey("mine"),
        ]
        let removed = try await tenant.key("gone")
        _ = try await tenant.world.send(.delete, "\(tenant.keysPath)/\(removed.id)", token: tenant.token)
        keys.append(removed)
        return keys
    }

    @Test func `a search finds names, last fours, ids and owners, in its organization alone`() async throws {
        try await withWorld { world in
            let (tenant, other) = (try await world.tenant(), try await world.tenant("other"))
            let keys = try await keys(tenant)
            #expect(try await names("", tenant) == ["Deploy 100%", "deploy_b", "c", "mine"])
            #expect(try await names("", other) == [])
            #expect(try await names("?search=DEPLOY", tenant) == ["Deploy 100%", "deploy_b"])
            #expect(try await names("?search=0%25", tenant) == ["Deploy 100%"])
            #expect(try await names("?search=y_b", tenant) == ["deploy_b"])
            #expect(try await names("?search=\(keys[2].id)", tenant) == ["c"])
            #expect(try await names("?search=\(keys[3].secret.suffix(4))", tenant).contains("mine"))
            #expect(try await names("?search=core", tenant).count == 3)
            #expect(try await names("?search=nothing!", tenant) == [])
            let reply = try await search("", tenant)
            #expect(keys.allSatisfy { !reply.text.contains($0.secret) })
        }
    }

    @Test func `filters narrow what is found, and go together`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await keys(tenant)
            #expect(try await names("?status=active", tenant) == ["Deploy 100%", "c", "mine"])
            #expect(try await names("?status=disabled", tenant) == ["deploy_b"])
            #expect(try await names("?status=removed", tenant) == ["gone"])
            #expect(try await names("?status=expired", tenant) == [])
            #expect(try await names("?owner=\(tenant.teamID)&status=active", tenant) == ["Deploy 100%", "c"])
            #expect(try await names("?owner=\(tenant.userID)", tenant) == ["mine"])
            #expect(try await names("?model=openai/*", tenant) == ["Deploy 100%"])
            #expect(try await names("?metadata=env=ci", tenant) == ["Deploy 100%"])
            #expect(try await names("?metadata=env=", tenant) == [])
            #expect(try await names("?expires_before=3000-01-01T00:00:00Z", tenant) == ["c"])
            #expect(try await names("?expires_after=2999-01-02T00:00:00Z", tenant) == [])
            #expect(try await names("?used_after=2000-01-01T00:00:00Z", tenant) == [])
            #expect(try await names("?used_before=2000-01-01T00:00:00Z&search=deploy", tenant).count == 2)
        }
    }

    @Test(arguments: [
        "created", "-created", "name", "-name", "last_used", "-last_used", "expires", "-expires",
    ])
    func `pages go through all keys once, in the order that was asked for`(_ sort: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await keys(tenant)
            let whole = try await names("?sort=\(sort)", tenant)
            if sort == "name" { #expect(whole == ["Deploy 100%", "c", "deploy_b", "mine"]) }
            if sort == "expires" { #expect(whole.first == "c") }
            let opposite = sort.hasPrefix("-") ? String(sort.dropFirst()) : "-" + sort
            #expect(try await names("?sort=\(opposite)", tenant) == whole.reversed())
            var (read, after): ([String], String) = ([], "")
            for _ in 0..<5 {
                let page = try await search("?sort=\(sort)&limit=1\(after)", tenant)
                #expect(page["total"] == 4, "\(page.text)")
                read += page["data"]?.array?.compactMap { $0["name"]?.string } ?? []
                guard page["has_more"] == true, let last = page["last_id"]?.string else { break }
                after = "&after=\(last)"
            }
            #expect(read == whole)
        }
    }

    @Test(arguments: [
        "status=asleep", "sort=size", "metadata=env", "metadata==x", "used_before=yesterday", "limit=0",
    ])
    func `a filter that is none is refused by its name`(_ query: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let reply = try await search("?" + query, tenant)
            let name = query.prefix { $0 != "=" }
            #expect(reply.status == 400 && reply.text.contains(name), "\(reply.text)")
        }
    }
}
