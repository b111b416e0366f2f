import HTTPTypes
import TestSupport
import Testing

/// Two things with one name, and more than an organization allows.
struct ConflictTests {
    @Test func `a name, a slug or an address that is taken is a conflict, whatever its case`() async throws {
        try await withWorld { world in
            let (tenant, other) = (try await world.tenant("acme"), try await world.tenant("other"))
            let root = try await world.rootToken()
            _ = try await tenant.key("ci")
            let table: [(String, String, JSONValue, String)] = [
                (root, "/v1/organizations", ["name": "x", "slug": "ACME"], "slug"),
                (root, "/v1/organizations", ["name": "Acme"], "slug"),
                (tenant.token, "/v1/teams", ["name": "Core"], "slug"),
                (tenant.token, "/v1/teams", ["name": "x", "slug": "CORE"], "slug"),
                (tenant.token, "/v1/users", ["name": "x", "email": "OWNER@ACME.EXAMPLE"], "email"),
                (tenant.token, tenant.keysPath, ["name": "ci"], "name"),
            ]
            for (token, path, body, param) in table {
                let reply = try await world.send(.post, path, token: token, json: body)
                #expect(reply.status == 409 && reply.errorParam == param, "\(path) got \(reply.text)")
            }
            // Another tenant, another owner: no conflict.
            _ = try await other.key("ci")
            _ = try await tenant.userKey("ci")
            _ = try await world.made(
                "/v1/users", token: other.token, json: ["name": "x", "email": "owner@acme.example"])
        }
    }

    @Test func `of many who take one name at once one gets it`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let statuses = try await withThrowingTaskGroup { group in
                for _ in 0..<30 {
                    group.addTask {
                        try await world.send(
                            .post, tenant.keysPath, token: tenant.token, json: ["name": "same"]
                        ).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 201 } == 1 && statuses.count { $0 == 409 } == 29)
        }
    }

    @Test func `an owner has as many live keys as the organization allows, however many ask at once`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant(organization: ["key_ceilings": ["max_keys_per_owner": 3]])
            let statuses = try await withThrowingTaskGroup { group in
                for number in 0..<30 {
                    group.addTask {
                        try await world.send(
                            .post, tenant.keysPath, token: tenant.token, json: ["name": .string("k\(number)")]
                        ).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 201 } == 3 && statuses.count { $0 == 409 } == 27)
            _ = try await tenant.userKey()
            let list = try await world.send(.get, tenant.keysPath, token: tenant.token)
            let id = try #require(list.json[0]?["id"]?.string)
            _ = try await world.send(.delete, "\(tenant.keysPath)/\(id)", token: tenant.token)
            _ = try await tenant.key("room again")
        }
    }

    @Test func `under a lifetime ceiling every key expires in time`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant(organization: ["key_ceilings": ["max_lifetime_seconds": 3600]])
            let key = try await tenant.key()
            #expect(key.json["expiration_date"]?.string == FixedTime.start.adding(seconds: 3600).rfc3339)
            for body in [["expiration_date": nil], ["expiration_date": "2030-01-01T00:00:00Z"]] as [JSONValue] {
                let reply = try await world.send(
                    .patch, "\(tenant.keysPath)/\(key.id)", token: tenant.token, json: body)
                #expect(reply.status == 400 && reply.errorParam == "expiration_date")
            }
            world.time.advance(seconds: 3600)
            #expect(try await tenant.verdict(key.secret) == "expired")
        }
    }

    @Test func `a platform client names its tenant by id or by slug, whatever the case of the slug`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant("acme")
            let root = try await world.rootToken()
            for name in [tenant.id, "acme", "ACME"] {
                let reply = try await world.send(.get, "/v1/teams/\(tenant.teamID)", token: root, organization: name)
                #expect(reply.status == 200)
                #expect(try await world.send(.get, "/v1/teams", token: tenant.token, organization: name).status == 200)
            }
        }
    }

    @Test func `a tenant changes its own settings and not its own status`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant("acme")
            let path = "/v1/organizations/\(tenant.id)"
            let renamed = try await world.send(
                .patch, path, token: tenant.token, json: ["name": "New", "time_zone": "Europe/Vilnius"])
            #expect(renamed.status == 200 && renamed["slug"] == "acme" && renamed["time_zone"] == "Europe/Vilnius")
            for (method, body) in [(.patch, ["status": "disabled"]), (.delete, nil)]
                as [(HTTPRequest.Method, JSONValue?)]
            {
                #expect(try await world.send(method, path, token: tenant.token, json: body).status == 403)
            }
        }
    }
}
