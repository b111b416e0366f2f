import Domain
import HTTPTypes
import TestSupport
import Testing

/// OAuth clients: made, rotated, limited, and never a way to more than one has.
struct ClientRoutesTests {
    @Test func `a client is made, read, changed and deleted, its secret shown once`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = "/v1/oauth/clients"
            let made = try await world.send(
                .post, path, token: tenant.token, json: ["name": "ci", "scopes": ["keys.read", "keys.verify"]])
            #expect(made.status == 201 && made["object"] == "oauth_client")
            #expect(made["scopes"] == ["keys.read", "keys.verify"] && made["user_id"] == .null)
            #expect(made["organization_id"]?.string == tenant.id && made["rotation"] == .null)
            let secret = try #require(made["client_secret"]?.string)
            #expect(secret.hasPrefix("khs_"))
            let one = "\(path)/\(try #require(made["client_id"]?.string))"
            let read = try await world.send(.get, one, token: tenant.token)
            #expect(read["client_secret"]?.string == "khs_…\(secret.suffix(4))")
            let changed = try await world.send(
                .patch, one, token: tenant.token, json: ["user_id": .string(tenant.userID), "name": "cd"])
            #expect(changed["user_id"]?.string == tenant.userID && changed["name"] == "cd")
            let list = try await world.send(.get, path, token: tenant.token)
            #expect(list["data"]?.array?.count == 2 && !list.text.contains(secret))
            #expect(try await world.send(.delete, one, token: tenant.token).status == 204)
            #expect(try await world.send(.get, one, token: tenant.token).status == 404)
        }
    }

    @Test func `a rotated secret stays for the transition, and ends with it`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let reply = try await world.send(
                .post, "/v1/oauth/clients/\(tenant.client.id)/secrets/rotate", token: tenant.token,
                json: ["transition_seconds": 60])
            #expect(reply.status == 200)
            let fresh = Credential(id: tenant.client.id, secret: try #require(reply["client_secret"]?.string))
            _ = try await world.token(tenant.client)
            _ = try await world.token(fresh)
            world.time.advance(seconds: 60)
            await #expect(throws: FixtureFailure.self) { try await world.token(tenant.client) }
            _ = try await world.token(fresh)
            try await world.reopened { next in
                await #expect(throws: FixtureFailure.self) { try await next.token(tenant.client) }
                _ = try await next.token(fresh)
            }
        }
    }

    @Test func `nobody makes, takes over, widens or ends what has more than they have`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let small = try await world.client(["clients.write", "keys.read"], in: tenant.id, by: tenant.token)
            let token = try await world.token(small)
            let big = "/v1/oauth/clients/\(tenant.client.id)"
            let own = "/v1/oauth/clients/\(small.id)"
            let before = try await world.dump()
            let tries: [(HTTPRequest.Method, String, JSONValue?)] = [
                (.post, "/v1/oauth/clients", ["name": "a", "scopes": ["*"]]),
                (.post, "/v1/oauth/clients", ["name": "a", "scopes": ["keys.read", "keys.write"]]),
                (.patch, own, ["scopes": ["*"]]), (.patch, own, ["scopes": ["keys.write"]]),
                (.patch, big, ["name": "a"]), (.patch, big, ["scopes": ["keys.read"]]),
                (.patch, big, ["enabled": false]), (.delete, big, nil), (.post, "\(big)/secrets/rotate", nil),
            ]
            for (method, path, body) in tries {
                let reply = try await world.send(method, path, token: token, json: body)
                #expect(reply.status == 403 && reply.errorParam == "scopes", "\(method) \(path)")
            }
            #expect(try await world.dump() == before)
            // A token with less than its client has is held to what it has itself.
            let narrow = try await tenant.token(scopes: "clients.write")
            let reply = try await world.send(
                .post, "/v1/oauth/clients", token: narrow, json: ["name": "a", "scopes": ["keys.read"]])
            #expect(reply.status == 403)
        }
    }

    @Test func `a tenant's client makes clients of its own tenant only, and sees none of the platform's`() async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let made = try await world.made(
                "/v1/oauth/clients", token: tenant.token, json: ["name": "a", "scopes": ["*"]])
            #expect(made["organization_id"]?.string == tenant.id)
            let root = try await world.send(.get, "/v1/oauth/clients/\(world.root.id)", token: tenant.token)
            #expect(root.status == 404)
            let mine = try await world.send(
                .post, "/v1/organizations", token: tenant.token, json: ["name": "Mine"])
            #expect(mine.status == 403)
        }
    }

    @Test func `what a client loses, its tokens lose at once`() async throws {
        let changes: [JSONValue] = [["enabled": false], ["scopes": ["keys.read"]], ["user_id": nil]]
        for change in changes {
            try await withWorld { world in
                let tenant = try await world.tenant()
                let client = try await world.client(
                    ["keys.read", "teams.read"], in: tenant.id, by: tenant.token, user: tenant.userID)
                let token = try await world.token(client)
                #expect(try await world.send(.get, "/v1/teams", token: token).status == 200)
                let reply = try await world.send(
                    .patch, "/v1/oauth/clients/\(client.id)", token: tenant.token, json: change)
                #expect(reply.status == 200)
                #expect(try await world.send(.get, "/v1/teams", token: token).status == 401)
                #expect(try await world.send(.get, "/v1/teams", token: tenant.token).status == 200)
            }
        }
    }

    @Test func `the last client that can do everything stays`() async throws {
        try await withWorld { world in
            let token = try await world.rootToken()
            let path = "/v1/oauth/clients/\(world.root.id)"
            for body in [["enabled": false], ["scopes": ["keys.read"]]] as [JSONValue] {
                #expect(try await world.send(.patch, path, token: token, json: body).status == 409)
            }
            #expect(try await world.send(.delete, path, token: token).status == 409)
            let other = try await world.client(["*"], in: nil, by: token)
            #expect(try await world.send(.delete, path, token: token).status == 204)
            #expect(try await world.send(.get, "/v1/organizations", token: token).status == 401)
            _ = try await world.token(other)
        }
    }

    @Test func `a client of one user makes, binds and changes clients of that user alone`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = "/v1/oauth/clients"
            let other = try #require(
                try await world.send(
                    .post, "/v1/users", token: tenant.token, json: ["email": "b@acme.test", "name": "B"])["id"]?.string)
            func make(_ user: JSONValue, _ scopes: JSONValue, by token: String) async throws -> Reply {
                try await world.send(
                    .post, path, token: token, json: ["name": "c", "scopes": scopes, "user_id": user])
            }
            let mine = JSONValue.string(tenant.userID)
            let made = try await make(mine, ["clients.write", "keys.read"], by: tenant.token)
            let theirs = try #require(
                try await make(.string(other), ["keys.read"], by: tenant.token)["client_id"]?.string)
            let credential = Credential(
                id: try #require(made["client_id"]?.string), secret: try #require(made["client_secret"]?.string))
            let token = try await world.token(credential)
            for user in [JSONValue.string(other), .null] {
                #expect(try await make(user, ["keys.read"], by: token).status == 403)
                let bind: JSONValue = .object(["user_id": user])
                #expect(
                    try await world.send(.patch, "\(path)/\(credential.id)", token: token, json: bind).status == 403)
            }
            let rotate = "\(path)/\(theirs)/secrets/rotate"
            #expect(try await world.send(.post, rotate, token: token, json: [:]).status == 403)
            #expect(try await world.send(.patch, "\(path)/\(theirs)", token: token, json: ["name": "x"]).status == 403)
            #expect(try await world.send(.delete, "\(path)/\(theirs)", token: token).status == 403)
            #expect(try await make(mine, ["keys.read"], by: token).status == 201)
        }
    }

    @Test func `a client of no user takes over no user's without users.write`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = "/v1/oauth/clients"
            let mine: JSONValue = ["name": "c", "scopes": ["keys.read"], "user_id": .string(tenant.userID)]
            let theirs = try #require(
                try await world.send(.post, path, token: tenant.token, json: mine)["client_id"]?.string)
            let plain = try await world.client(
                ["clients.write", "keys.read", "keys.write"], in: tenant.id, by: tenant.token)
            let token = try await world.token(plain)
            #expect(try await world.send(.post, path, token: token, json: mine).status == 403)
            let bind: JSONValue = ["user_id": .string(tenant.userID)]
            #expect(try await world.send(.patch, "\(path)/\(plain.id)", token: token, json: bind).status == 403)
            let rotate = "\(path)/\(theirs)/secrets/rotate"
            #expect(try await world.send(.post, rotate, token: token, json: [:]).status == 403)
            let may = try await world.token(
                try await world.client(["clients.write", "keys.read", "users.write"], in: tenant.id, by: tenant.token))
            #expect(try await world.send(.post, path, token: may, json: mine).status == 201)
        }
    }

    @Test func `a client is bound to a user of its own tenant and to no other`() async throws {
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            for user in [theirs.userID, mine.teamID, "", "nobody"] {
                let reply = try await world.send(
                    .post, "/v1/oauth/clients", token: mine.token,
                    json: ["name": "a", "scopes": ["keys.read"], "user_id": .string(user)])
                #expect(reply.status == 422 && reply.errorParam == "user_id")
            }
        }
    }
}
