import AdminAPI
import Domain
import TestSupport
import Testing

/// The token endpoint and its neighbours, by their RFCs.
struct OAuthTests {
    private let grant = [("grant_type", "client_credentials")]

    @Test func `both methods of authentication get a token that works`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let basic = try await world.form("/oauth2/token", grant, basic: tenant.client)
            let post = try await world.form(
                "/oauth2/token",
                grant + [("client_id", tenant.client.id), ("client_secret", tenant.client.secret)])
            for reply in [basic, post] {
                #expect(reply.status == 200)
                #expect(reply.header("Cache-Control") == "no-store" && reply.header("Pragma") == "no-cache")
                #expect(reply["token_type"] == "Bearer" && reply["expires_in"] == 86_400 && reply["scope"] == "*")
                let token = try #require(reply["access_token"]?.string)
                #expect(token.hasPrefix("kha_"))
                #expect(try await world.send(.get, "/v1/teams", token: token).status == 200)
            }
        }
    }

    /// - Returns: what RFC 6749 §5.2 calls the error, with the status.
    private func refusal(_ reply: Reply) -> String { "\(reply.status) \(reply["error"]?.string ?? "-")" }

    @Test func `what is wrong with a request is said in the words of RFC 6749`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let id = tenant.client.id
            let secret = tenant.client.secret
            let both = grant + [("client_id", id), ("client_secret", secret)]
            let table: [([(String, String)], Credential?, String)] = [
                (both, tenant.client, "400 invalid_request"),
                (grant + [("client_id", tenant.teamID)], tenant.client, "400 invalid_request"),
                (grant, Credential(id: id, secret: "wrong"), "401 invalid_client"),
                (grant, Credential(id: tenant.teamID, secret: secret), "401 invalid_client"),
                (grant, Credential(id: id, secret: world.root.secret), "401 invalid_client"),
                (grant + [("client_id", id), ("client_secret", "")], nil, "401 invalid_client"),
                (grant + [("client_id", id)], nil, "401 invalid_client"),
                (grant, nil, "401 invalid_client"),
                ([], tenant.client, "400 invalid_request"),
                ([("grant_type", "")], tenant.client, "400 invalid_request"),
                ([("grant_type", "password")], tenant.client, "400 unsupported_grant_type"),
                (grant + [("scope", "keys.fly")], tenant.client, "400 invalid_scope"),
                (grant + grant, tenant.client, "400 invalid_request"),
            ]
            let before = try await world.dump()
            for (fields, basic, expected) in table {
                let reply = try await world.form("/oauth2/token", fields, basic: basic)
                #expect(refusal(reply) == expected, "\(fields.map(\.0))")
                #expect(reply["error_description"]?.string != nil)
                #expect(reply.header("Cache-Control") == "no-store")
                #expect((reply.header("WWW-Authenticate")?.hasPrefix("Basic") == true) == (reply.status == 401))
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a token gets what was asked for as far as its client has it`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let client = try await world.client(["keys.read", "teams.read"], in: tenant.id, by: tenant.token)
            let table: [(String?, String)] = [
                (nil, "keys.read teams.read"), ("", "keys.read teams.read"), ("keys.read", "keys.read"),
                ("keys.read users.write", "keys.read"), ("*", "keys.read teams.read"), ("  keys.read  ", "keys.read"),
            ]
            for (scope, granted) in table {
                let reply = try await world.form(
                    "/oauth2/token", grant + (scope.map { [("scope", $0)] } ?? []), basic: client)
                #expect(reply["scope"]?.string == granted)
            }
            let none = try await world.form("/oauth2/token", grant + [("scope", "users.write")], basic: client)
            #expect(refusal(none) == "400 invalid_scope")
        }
    }

    @Test func `a token is introspected by its client and by who reads clients there, and by nobody else`() async throws
    {
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            let small = try await world.client(["keys.read"], in: mine.id, by: mine.token)
            let token = try await world.token(small)
            for (client, isActive) in [
                (small, true), (mine.client, true), (world.root, true), (theirs.client, false),
                (try await world.client(["keys.read"], in: mine.id, by: mine.token), false),
            ] {
                let reply = try await world.form("/oauth2/introspect", [("token", token)], basic: client)
                #expect(reply.status == 200 && reply["active"]?.bool == isActive)
                if !isActive { #expect(reply.json == ["active": false]) }
            }
            let reply = try await world.form("/oauth2/introspect", [("token", token)], basic: small)
            #expect(reply["client_id"]?.string == small.id && reply["scope"] == "keys.read")
            #expect(reply["exp"]?.number == Double(FixedTime.start.unixSeconds + 86_400))
            #expect(reply["organization_id"]?.string == mine.id)
        }
    }

    @Test func `a revoked token is dead at once, and only its own client may revoke it`() async throws {
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            for client in [theirs.client, world.root] {
                let reply = try await world.form("/oauth2/revoke", [("token", mine.token)], basic: client)
                #expect(reply.status == 200 && reply.bytes.isEmpty)
                #expect(try await world.send(.get, "/v1/teams", token: mine.token).status == 200)
            }
            for token in [mine.token, mine.token, "nonsense"] {
                let reply = try await world.form("/oauth2/revoke", [("token", token)], basic: mine.client)
                #expect(reply.status == 200)
            }
            #expect(try await world.send(.get, "/v1/teams", token: mine.token).status == 401)
            try await world.reopened { next in
                let reply = try await next.send(.get, "/v1/teams", token: mine.token)
                #expect(reply.status == 401)
            }
        }
    }

    @Test func `a token lives until its very second, across a restart too`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            world.time.advance(seconds: 86_399)
            try await world.reopened { next in
                #expect(try await next.send(.get, "/v1/teams", token: tenant.token).status == 200)
                next.time.advance(seconds: 1)
                #expect(try await next.send(.get, "/v1/teams", token: tenant.token).status == 401)
                try await next.service.keepHouse()
                #expect(try await next.dump().allSatisfy { !$0.hasPrefix("access_tokens") })
            }
        }
    }

    @Test func `the server tells where its endpoints are`() async throws {
        try await withWorld { world in
            let reply = try await world.send(.get, "/.well-known/oauth-authorization-server")
            #expect(reply["issuer"] == "http://127.0.0.1:8700")
            #expect(reply["token_endpoint"] == "http://127.0.0.1:8700/oauth2/token")
            #expect(reply["response_types_supported"] == [])
            #expect(reply["grant_types_supported"] == ["client_credentials"])
            #expect(reply["scopes_supported"]?.array?.count == Scope.allCases.count)
        }
    }

    @Test func `a client holds as many tokens as it may, however many calls arrive at once: its oldest end`()
        async throws
    {
        let settings = ServiceSettings(tokenLifetimeSeconds: 60, maximumTokensPerClient: 5)
        try await withWorld(settings) { world in
            let tenant = try await world.tenant()
            let client = try await world.client(["*"], in: tenant.id, by: tenant.token)
            let tokens = try await withThrowingTaskGroup { group in
                for _ in 0..<60 { group.addTask { try await world.token(client) } }
                return try await group.reduce(into: [String]()) { $0.append($1) }
            }
            func live(in world: World) async throws -> Set<String> {
                var live: Set<String> = []
                for token in tokens where try await world.send(.get, "/v1/teams", token: token).status == 200 {
                    live.insert(token)
                }
                return live
            }
            let left = try await live(in: world)
            #expect(left.count == 5)
            #expect(try await world.send(.get, "/v1/teams", token: tenant.token).status == 200)
            try await world.reopened { next in
                let isSame = try await live(in: next) == left
                #expect(isSame)
            }
        }
    }

    @Test func `a right secret gets a token, however many wrong ones come from its address`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let wrong = Credential(id: tenant.client.id, secret: world.root.secret)
            var statuses: [Int] = []
            for _ in 0..<60 { statuses.append(try await world.form("/oauth2/token", grant, basic: wrong).status) }
            #expect(Set(statuses) == [401, 429])
            for path in ["/oauth2/token", "/oauth2/introspect", "/oauth2/revoke"] {
                let form = path == "/oauth2/token" ? grant : [("token", tenant.token + "x")]
                #expect(try await world.form(path, form, basic: tenant.client).status == 200, "\(path)")
            }
        }
    }

    @Test func `a parameter without a value counts as absent, whichever it is`() async throws {
        try await withWorld { world in
            let client = try await world.tenant().client
            for name in ["client_id", "client_secret", "scope", "anything"] {
                let form = grant + [(name, "")]
                #expect(try await world.form("/oauth2/token", form, basic: client).status == 200, "\(name)")
            }
            let none = [("grant_type", ""), ("scope", "")]
            #expect(try await world.form("/oauth2/token", none, basic: client)["error"] == "invalid_request")
        }
    }

    @Test func `no error repeats a secret that stood where none belongs`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            for text in [tenant.client.secret, "keys.read x\(tenant.client.secret)", tenant.token] {
                let reply = try await world.form(
                    "/oauth2/token", grant + [("scope", text)], basic: tenant.client)
                #expect(reply.status == 400 && reply["error"] == "invalid_scope")
                #expect(
                    !reply.text.contains(tenant.client.secret) && !reply.text.contains(tenant.token), "\(reply.text)")
            }
        }
    }
}
