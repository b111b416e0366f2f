import AdminAPI
import Dispatch
import Domain
import Storage
import TestSupport
import Testing

/// The hot path of the token endpoint against its route: the same answer, or none.
struct TokenHotPathTests {
    /// Two replies differ in the token itself.
    private func withoutToken(_ reply: Reply) throws -> String {
        let token = try #require(reply["access_token"]?.string)
        #expect(token.hasPrefix("kha_"))
        return reply.withoutServerFields.replacing(token, with: "<token>")
    }

    private func introspected(_ world: World, _ reply: Reply) async throws -> JSONValue {
        let token = try #require(reply["access_token"]?.string)
        return try await world.form("/oauth2/introspect", [("token", token)], basic: world.root).json
    }

    @Test func `a token of the hot path is one of the route, header by header and byte by byte`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let small = try await world.client(["keys.read", "teams.read"], in: tenant.id, by: tenant.token)
            func ask(_ client: Credential, _ scope: String, _ more: [(String, String)] = []) -> HotAsk {
                HotAsk(token: client, body: "\(HotAsk.grant)&scope=\(scope)", more)
            }
            let asks = [
                HotAsk(token: tenant.client), HotAsk(token: world.root), HotAsk(token: small),
                ask(small, ""), ask(small, "keys.read"), ask(small, "teams.read+keys.read"),
                ask(small, "keys.read%20users.write"), ask(small, "+keys.read%20+"), ask(small, "%2a"), ask(small, "*"),
                ask(tenant.client, "keys%2Everify+keys.verify"),
                HotAsk(token: small, body: "scope=keys.read&\(HotAsk.grant)"),
                HotAsk(token: small, [("X-Request-Id", "given-1"), ("User-Agent", "sdk/1"), ("Accept", "*/*")]),
                HotAsk(token: small, [("Keyhold-Organization", "nowhere")]),
            ]
            for ask in asks {
                let wanted = try await world.route(ask)
                let got = try #require(try await world.hot(ask), "\(ask)")
                #expect(try withoutToken(got) == withoutToken(wanted), "\(ask)")
                #expect(got.headers[.date] == world.time.now().httpDate)
                #expect(got.headers[.contentLength] == "\(got.bytes.count)")
                #expect(try await introspected(world, got) == introspected(world, wanted), "\(ask)")
                #expect(try await introspected(world, got)["active"] == true)
            }
            #expect(try await world.service.auditProblems().isEmpty)
            try await world.reopened { next in
                let reply = try #require(try await next.hot(asks[0]))
                #expect(try await introspected(next, reply)["active"] == true)
            }
        }
    }

    @Test func `what is refused, malformed or unusual is left to the route, which alone counts it`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (id, secret) = (tenant.client.id, tenant.client.secret)
            let disabled = try await world.client(["keys.read"], in: tenant.id, by: tenant.token)
            _ = try await world.made(
                "/v1/oauth/clients/\(disabled.id)", token: tenant.token, json: ["enabled": false], by: .patch)
            let good = HotAsk(token: tenant.client)
            func changed(_ change: (inout HotAsk) -> Void) -> HotAsk {
                var ask = good
                change(&ask)
                return ask
            }
            let failed =
                [
                    Credential(id: id, secret: world.root.secret), Credential(id: id, secret: "wrong"),
                    Credential(id: tenant.teamID, secret: secret), Credential(id: "", secret: ""),
                    Credential(id: id.uppercased(), secret: secret), disabled,
                ].map { HotAsk(token: $0) }
            let unusual =
                [
                    changed { $0.method = .get }, changed { $0.path += "?a=b" }, changed { $0.path += "/" },
                    changed { $0.version = .http1_0 }, changed { $0.body = nil }, changed { $0.body = "" },
                    changed { $0.headers[1].1 = "application/json" }, changed { $0.headers[1].1 += ";charset=utf-8" },
                    changed { $0.headers.removeFirst() }, changed { $0.headers.removeLast() },
                    changed { $0.headers[0].1 = "Bearer \(tenant.token)" }, changed { $0.headers[0].1 += "=" },
                    changed { $0.headers[0].1 = $0.headers[0].1.replacing("Basic", with: "basic") },
                    changed { $0.body = "\(HotAsk.grant)&client_id=\(id)" },
                    changed {
                        $0.headers.removeFirst()
                        $0.body = "\(HotAsk.grant)&client_id=\(id)&client_secret=\(secret)"
                    },
                ]
                + [
                    "grant_type=password", "grant_type=", "grant_type", "scope=keys.read", "scope=*",
                    "\(HotAsk.grant)&\(HotAsk.grant)", "\(HotAsk.grant)&", "\(HotAsk.grant)&scope=keys.fly",
                    "\(HotAsk.grant)&scope=%", "\(HotAsk.grant)&scope=%C3%A9", "\(HotAsk.grant)&scope=*&scope=*",
                    "\(HotAsk.grant)&resource=a",
                ].map { body in changed { $0.body = body } }
                + [
                    ("Connection", "close"), ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"),
                    ("Authorization", "Basic x"), ("Content-Type", "text/plain"),
                ].map { field in changed { $0.headers.append(field) } }
            let (before, metrics) = (try await world.dump(), try await world.send(.get, "/metrics").text)
            for ask in failed + unusual { #expect(try await world.hot(ask) == nil, "\(ask)") }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
            let unchanged = { (text: String) in text.split(separator: "\n").filter { !$0.contains("\"metrics\"") } }
            #expect(try await unchanged(world.send(.get, "/metrics").text) == unchanged(metrics))
            for ask in failed { #expect(try await world.answer(ask).status == 401, "\(ask)") }
            #expect(world.service.authenticationFailures.failed == UInt64(failed.count))
            #expect(try await world.hot(good)?.status == 200)
        }
    }

    @Test func `who is slowed is slowed as by the route, and counted once`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let wrong = HotAsk(token: Credential(id: tenant.client.id, secret: world.root.secret))
            for _ in 0..<10 { #expect(try await world.answer(wrong).status == 401) }
            #expect(try await world.answer(wrong).status == 429)
            #expect(world.service.authenticationFailures == (10, 1))
            // A right secret is not slowed, whoever guesses beside it.
            #expect(try await world.hot(HotAsk(token: tenant.client))?.status == 200)
            var elsewhere = wrong
            elsewhere.address = "192.0.2.7"
            #expect(try await world.answer(elsewhere).status == 401)
            world.time.advance(seconds: 6)
            #expect(try await world.answer(wrong).status == 401)
        }
    }

    /// What another call has changed of a client in a commit that is still to come.
    private static let changes: [(name: String, sql: String, isGood: Bool)] = [
        ("nothing", "UPDATE oauth_clients SET name = 'other' WHERE id = $1", true),
        ("the client is deleted", "UPDATE oauth_clients SET deleted_at = 1 WHERE id = $1", false),
        ("the client is disabled", "UPDATE oauth_clients SET is_enabled = 0 WHERE id = $1", false),
        ("its scopes are fewer", "UPDATE oauth_clients SET scopes = 'keys.read' WHERE id = $1", false),
        ("it is bound to nobody", "UPDATE oauth_clients SET user_id = NULL WHERE id = $1", false),
        (
            "its secret is another",
            "UPDATE oauth_clients SET secret_digest = zeroblob(32) WHERE id = $1", false
        ),
        (
            "its secret is on its way out",
            """
            UPDATE oauth_clients SET outgoing_digest = secret_digest, secret_digest = zeroblob(32), \
            rotation_ends_at = \(FixedTime.start.milliseconds + 1) WHERE id = $1
            """, true
        ),
        (
            "its secret has gone",
            """
            UPDATE oauth_clients SET outgoing_digest = secret_digest, secret_digest = zeroblob(32), \
            rotation_ends_at = \(FixedTime.start.milliseconds) WHERE id = $1
            """, false
        ),
        (
            "its organization is disabled",
            """
            UPDATE organizations SET status = 'disabled' \
            WHERE id = (SELECT organization_id FROM oauth_clients WHERE id = $1)
            """, false
        ),
        (
            "its organization is deleted",
            """
            UPDATE organizations SET deleted_at = 1 \
            WHERE id = (SELECT organization_id FROM oauth_clients WHERE id = $1)
            """, false
        ),
        (
            "its user is disabled",
            "UPDATE users SET status = 'disabled' WHERE id = (SELECT user_id FROM oauth_clients WHERE id = $1)", false
        ),
        (
            "its user is deleted",
            "UPDATE users SET deleted_at = 1 WHERE id = (SELECT user_id FROM oauth_clients WHERE id = $1)", false
        ),
    ]

    @Test(arguments: changes)
    func `what has changed a moment before counts, in the very same commit`(
        _ change: (name: String, sql: String, isGood: Bool)
    ) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let tokens = { try await world.dump().filter { $0.hasPrefix("access_tokens") } }
            let before = try await tokens()
            let decision = try #require(try world.decision(HotAsk(token: tenant.client)))
            // While the thread that commits is held, the change and the token gather behind it.
            let release = DispatchSemaphore(value: 0)
            world.database.write { _ throws(AdminError) in
                release.wait()
            } completion: { _ in
            }
            world.database.write { transaction throws(AdminError) in
                try transaction.run(Statement(change.sql), [.text(tenant.client.id)])
            } completion: {
                #expect((try? $0.get()) == 1)
            }
            let isOnDisk = await withCheckedContinuation { continuation in
                decision.whenOnDisk? { continuation.resume(returning: $0) }
                release.signal()
            }
            #expect(isOnDisk == change.isGood)
            #expect(try await tokens().count == before.count + (change.isGood ? 1 : 0))
            #expect(try await world.route(HotAsk(token: tenant.client)).status == (change.isGood ? 200 : 401))
        }
    }

    @Test func `a client holds as many tokens as it may, by whichever way they arrive at once`() async throws {
        let settings = ServiceSettings(tokenLifetimeSeconds: 60, maximumTokensPerClient: 5)
        try await withWorld(settings) { world in
            let tenant = try await world.tenant()
            let client = try await world.client(["*"], in: tenant.id, by: tenant.token)
            let replies = try await withThrowingTaskGroup { group in
                for number in 0..<60 {
                    group.addTask {
                        let ask = HotAsk(token: client)
                        return try await number % 3 == 0 ? world.route(ask) : world.answer(ask)
                    }
                }
                return try await group.reduce(into: [Reply]()) { $0.append($1) }
            }
            #expect(Set(replies.map(\.status)) == [200])
            var live = 0
            for reply in replies {
                let token = try #require(reply["access_token"]?.string)
                if try await world.send(.get, "/v1/teams", token: token).status == 200 { live += 1 }
            }
            #expect(live == 5)
        }
    }

    @Test func `clients that ask at once each get tokens of their own`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            var clients: [Credential] = []
            for scope in ["keys.read", "teams.read", "users.read", "models.read"] {
                clients.append(try await world.client([scope], in: tenant.id, by: tenant.token))
            }
            let before = try await world.dump().count { $0.hasPrefix("access_tokens") }
            let given = try await withThrowingTaskGroup { [clients] group in
                for number in 0..<80 {
                    let client = clients[number % clients.count]
                    group.addTask { (client, try #require(try await world.hot(HotAsk(token: client)))) }
                }
                return try await group.reduce(into: [(Credential, Reply)]()) { $0.append($1) }
            }
            #expect(Set(given.map(\.1.text)).count == 80)
            for (client, reply) in given {
                let token = try await introspected(world, reply)
                #expect(token["client_id"]?.string == client.id && token["scope"] == reply["scope"])
            }
            #expect(try await world.dump().count { $0.hasPrefix("access_tokens") } == before + 80)
            #expect(try await world.service.auditProblems().isEmpty)
        }
    }

    @Test func `a token whose commit fails leaves nothing, and the route is asked`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            // The commit itself is refused, as by a disk: this reference is looked at by it alone.
            for sql in [
                "CREATE TABLE late (id TEXT REFERENCES organizations (id) DEFERRABLE INITIALLY DEFERRED)",
                "CREATE TRIGGER fail AFTER INSERT ON access_tokens BEGIN INSERT INTO late VALUES ('nobody'); END",
            ] {
                try await world.database.write { transaction throws(AdminError) in
                    _ = try transaction.run(Statement(sql), [])
                }
            }
            let before = try await world.dump()
            let lines = world.logs.lines.count
            for _ in 0..<3 { #expect(try await world.hot(HotAsk(token: tenant.client)) == nil) }
            let isBefore = try await world.dump() == before
            #expect(isBefore && world.logs.lines.count == lines)
            try await world.database.write { transaction throws(AdminError) in
                _ = try transaction.run(Statement("DROP TRIGGER fail"), [])
            }
            let reply = try #require(try await world.hot(HotAsk(token: tenant.client)))
            #expect(try await introspected(world, reply)["active"] == true)
            try await world.database.close()
            #expect(try await world.hot(HotAsk(token: tenant.client)) == nil)
            #expect(try await world.route(HotAsk(token: tenant.client)).status == 503)
        }
    }

    @Test func `the use of a secret is noted once a minute, and by the outgoing one as its own`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let client = try await world.client(["keys.read"], in: tenant.id, by: tenant.token)
            let path = "/v1/oauth/clients/\(client.id)"
            func ask(_ client: Credential, from address: String) async throws {
                var ask = HotAsk(token: client, [("User-Agent", "sdk/1")])
                ask.address = address
                #expect(try await world.hot(ask)?.status == 200)
            }
            let fresh = try await world.made("\(path)/secrets/rotate", token: tenant.token)
            let newer = Credential(id: client.id, secret: try #require(fresh["client_secret"]?.string))
            try await ask(client, from: "192.0.2.1")
            world.time.advance(seconds: 59)
            try await ask(client, from: "192.0.2.2")
            try await ask(newer, from: "192.0.2.3")
            func uses() async throws -> [JSONValue?] {
                let rotation = try await world.send(.get, "\(path)/secrets/rotation", token: tenant.token)
                return [1, 0].map { rotation["secrets"]?[$0]?["last_used_address"] }
            }
            #expect(try await uses() == ["192.0.2.1", "192.0.2.3"])
            world.time.advance(seconds: 1)
            try await ask(client, from: "192.0.2.4")
            #expect(try await uses() == ["192.0.2.4", "192.0.2.3"])
        }
    }

    @Test func `it counts and logs what the route counts and logs`() async throws {
        try await withWorld { world in
            try await world.expectSameLine(HotAsk(token: world.root))
            let metrics = try await world.send(.get, "/metrics").text
            #expect(metrics.contains("keyhold_requests_total{endpoint=\"issueToken\",status=\"200\"} 2"))
        }
    }
}
