import TestSupport
import Testing

/// What ends, ends at once: keys under it no longer verify, tokens no longer open anything.
struct DeathTests {
    @Test func `disabling an organization stops its keys and tokens, and enabling it brings back the keys`()
        async throws
    {
        try await withWorld { world in
            let (tenant, other) = (try await world.tenant("acme"), try await world.tenant("other"))
            let (team, user) = (try await tenant.key(), try await tenant.userKey())
            let bystander = try await other.key()
            let root = try await world.rootToken()
            for (status, expected) in [("disabled", "owner_disabled"), ("active", "valid")] {
                let reply = try await world.send(
                    .patch, "/v1/organizations/\(tenant.id)", token: root, json: ["status": .string(status)])
                #expect(reply.status == 200)
                #expect(try await world.verdict(team.secret, token: root) == expected)
                #expect(try await world.verdict(user.secret, token: root) == expected)
                #expect(try await world.verdict(bystander.secret, token: root) == "valid")
                #expect(try await world.send(.get, "/v1/teams", token: tenant.token).status == 401)
                #expect(try await world.send(.get, "/v1/teams", token: other.token).status == 200)
                let token = try await world.form(
                    "/oauth2/token", [("grant_type", "client_credentials")], basic: tenant.client)
                #expect(token.status == (status == "active" ? 200 : 401))
            }
        }
    }

    @Test func `deleting an organization ends everything in it, across a restart too, and frees its slug`() async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant("acme")
            let key = try await tenant.key()
            let root = try await world.rootToken()
            #expect(try await world.send(.delete, "/v1/organizations/\(tenant.id)", token: root).status == 204)
            func expectGone(_ world: World) async throws {
                #expect(try await world.verdict(key.secret, token: root) == "owner_disabled")
                #expect(try await world.send(.get, "/v1/teams", token: tenant.token).status == 401)
                #expect(try await world.send(.patch, "/v1/apikey/rotate", token: key.secret).status == 401)
                #expect(try await world.send(.get, "/v1/organizations/\(tenant.id)", token: root).status == 404)
                let teams = try await world.send(.get, "/v1/teams", token: root, organization: tenant.id)
                #expect(teams.status == 404)
                for path in ["/oauth2/token", "/oauth2/introspect"] {
                    let fields = [("grant_type", "client_credentials"), ("token", "x")]
                    #expect(try await world.form(path, fields, basic: tenant.client).status == 401)
                }
            }
            try await expectGone(world)
            try await world.reopened { next in
                try await expectGone(next)
                _ = try await next.tenant("acme")
            }
        }
    }

    @Test func `deleting a team ends its keys and no others, and keeps their history`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (team, user) = (try await tenant.key(), try await tenant.userKey())
            #expect(try await world.send(.delete, "/v1/teams/\(tenant.teamID)", token: tenant.token).status == 204)
            #expect(try await tenant.verdict(team.secret) == "owner_disabled")
            #expect(try await tenant.verdict(user.secret) == "valid")
            #expect(try await world.send(.get, tenant.keysPath, token: tenant.token).status == 404)
            #expect(try await world.dump().contains { $0.hasPrefix("api_keys") && $0.contains(team.id) })
            try await world.reopened { next in
                let verdict = try await next.verdict(team.secret, token: tenant.token)
                #expect(verdict == "owner_disabled")
            }
        }
    }

    @Test func `disabling a user stops the user's keys and the tokens of clients bound to the user`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (team, user) = (try await tenant.key(), try await tenant.userKey())
            let root = try await world.rootToken()
            _ = try await world.made(
                "/v1/users", token: root, organization: tenant.id,
                json: ["email": "second@example.com", "name": "Second", "role": "owner"])
            for (status, expected) in [("disabled", "owner_disabled"), ("active", "valid")] {
                let reply = try await world.send(
                    .patch, "/v1/users/\(tenant.userID)", token: root, organization: tenant.id,
                    json: ["status": .string(status)])
                #expect(reply.status == 200)
                #expect(try await world.verdict(user.secret, token: root) == expected)
                #expect(try await world.verdict(team.secret, token: root) == "valid")
                #expect(try await world.send(.get, "/v1/teams", token: tenant.token).status == 401)
            }
        }
    }

    @Test func `the last owner who can act is neither deleted, disabled nor demoted`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = "/v1/users/\(tenant.userID)"
            func expectKept() async throws {
                for body in [["role": "member"], ["status": "disabled"], ["role": "admin", "name": "x"]] as [JSONValue]
                {
                    #expect(try await world.send(.patch, path, token: tenant.token, json: body).status == 409)
                }
                #expect(try await world.send(.delete, path, token: tenant.token).status == 409)
            }
            try await expectKept()
            let second = try await world.made(
                "/v1/users", token: tenant.token, json: ["email": "b@example.com", "name": "B", "role": "owner"])
            let id = try #require(second["id"]?.string)
            let disabled = try await world.send(
                .patch, "/v1/users/\(id)", token: tenant.token, json: ["status": "disabled"])
            #expect(disabled.status == 200)
            try await expectKept()
        }
    }

    @Test func `of two owners who leave at once one stays`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let root = try await world.rootToken()
            let second = try await world.made(
                "/v1/users", token: root, organization: tenant.id,
                json: ["email": "b@example.com", "name": "B", "role": "owner"])
            let id = try #require(second["id"]?.string)
            async let one = world.send(.delete, "/v1/users/\(id)", token: root, organization: tenant.id)
            async let two = world.send(.delete, "/v1/users/\(tenant.userID)", token: root, organization: tenant.id)
            #expect(Set([try await one.status, try await two.status]) == [204, 409])
        }
    }
}
