import AdminAPI
import Domain
import HTTPTypes
import TestSupport
import Testing

/// What a proxy that asks is told, and whose word on addresses counts.
struct ProxyTests {
    private static var settings: ServiceSettings {
        var settings = ServiceSettings.patient
        settings.trustedProxies = TrustedProxies(
            blocks: ["10.0.0.0/8", "2001:db8::/32"].compactMap { AddressBlock($0) })
        settings.proxyModelHeader = HTTPField.Name("X-Model")
        return settings
    }

    private func ask(
        _ world: World, _ secret: String?, _ headers: [(String, String)] = [], from address: String = "192.0.2.1",
        by method: HTTPRequest.Method = .get
    ) async throws -> Reply {
        let key = secret.map { [("Authorization", "Bearer \($0)")] } ?? []
        return try await world.send(method, "/v1/authz", headers: key + headers, from: address)
    }

    @Test func `a good key passes, with who it is; any other is refused with a reason`() async throws {
        try await withWorld(Self.settings) { world in
            let tenant = try await world.tenant()
            let (team, user) = (try await tenant.key(), try await tenant.userKey())
            for method in [HTTPRequest.Method.get, .post] {
                let reply = try await ask(world, team.secret, by: method)
                #expect(reply.status == 200 && reply.header("Keyhold-Key-Id") == team.id)
                #expect(reply.header("Keyhold-Organization-Id") == tenant.id)
                #expect(reply.header("Keyhold-Team-Id") == tenant.teamID && reply.header("Keyhold-User-Id") == "")
            }
            let own = try await ask(world, user.secret)
            #expect(own.header("Keyhold-User-Id") == tenant.userID && own.header("Keyhold-Team-Id") == "")
            for wrong in [nil, "nonsense", tenant.token, String(team.secret.dropLast()) + "!"] {
                #expect(try await ask(world, wrong).status == 401)
            }
            _ = try await world.made(
                "\(tenant.keysPath)/\(team.id)", token: tenant.token, json: ["enabled": false], by: .patch)
            #expect(try await ask(world, team.secret).status == 403)
        }
    }

    @Test func `a call under an outgoing secret passes, and says when that ends`() async throws {
        try await withWorld(Self.settings) { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            _ = try await world.made("\(tenant.keysPath)/\(key.id)/rotate", token: tenant.token)
            let reply = try await ask(world, key.secret)
            #expect(reply.status == 200 && reply.header("Sunset") == FixedTime.start.adding(seconds: 3600).httpDate)
            #expect(reply.header("Deprecation") == "@\(FixedTime.start.unixSeconds)")
        }
    }

    @Test func `the model in the proxy's header is judged`() async throws {
        try await withWorld(Self.settings) { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("k", ["allowed_models": ["small-*"]])
            #expect(try await ask(world, key.secret, [("X-Model", "small-1")]).status == 200)
            #expect(try await ask(world, key.secret, [("X-Model", "large-1")]).status == 403)
            #expect(try await ask(world, key.secret).status == 200)
        }
    }

    @Test func `the caller is the last address that no trusted proxy has`() async throws {
        try await withWorld(Self.settings) { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("k", ["allowed_addresses": ["203.0.113.7", "2001:db9::7"]])
            let table: [(peer: String, hops: [String], status: Int)] = [
                ("203.0.113.7", [], 200), ("192.0.2.1", [], 403),
                // A stranger's word counts for nothing.
                ("192.0.2.1", ["203.0.113.7"], 403), ("203.0.113.7", ["192.0.2.1"], 200),
                // A trusted proxy's does, and what stands to the left of a stranger may be forged.
                ("10.0.0.1", ["203.0.113.7"], 200), ("10.0.0.1", ["203.0.113.7, 192.0.2.1"], 403),
                ("10.0.0.1", ["192.0.2.1, 203.0.113.7"], 200), ("10.0.0.1", ["203.0.113.7, 10.9.9.9"], 200),
                ("10.0.0.1", ["203.0.113.7", "10.9.9.9"], 200), ("10.0.0.1", ["10.9.9.9", "192.0.2.1"], 403),
                ("2001:db8::1", ["2001:db9::7"], 200), ("10.0.0.1", ["::ffff:203.0.113.7"], 200),
                // With a port, as some proxies write it.
                ("10.0.0.1", ["203.0.113.7:4711"], 200), ("10.0.0.1", ["[2001:db9::7]:80"], 200),
                ("10.0.0.1", ["192.0.2.1,\t[2001:db9::7] "], 200),
                // An empty element of a list is none (RFC 9110 §5.6.1.2).
                ("10.0.0.1", ["203.0.113.7, "], 200), ("10.0.0.1", [], 403),
            ]
            for row in table {
                let reply = try await ask(
                    world, key.secret, row.hops.map { ("X-Forwarded-For", $0) }, from: row.peer)
                #expect(reply.status == row.status, "\(row)")
            }
        }
    }

    @Test func `without trusted proxies nobody's word counts`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("k", ["allowed_addresses": ["203.0.113.7"]])
            let reply = try await ask(world, key.secret, [("X-Forwarded-For", "203.0.113.7")], from: "127.0.0.1")
            #expect(reply.status == 403)
        }
    }

    @Test func `what a trusted proxy says and is no address lets nobody in whom an address would`() async throws {
        try await withWorld(Self.settings) { world in
            let tenant = try await world.tenant()
            // The proxy's own addresses, those beside the doubtful word, and everywhere.
            let kept = try await tenant.key("kept", ["allowed_addresses": ["10.0.0.0/8", "203.0.113.7"]])
            let everywhere = try await tenant.key("everywhere", ["allowed_addresses": ["0.0.0.0/0", "::/0"]])
            let free = try await tenant.key("free")
            let lists: [[String]] = [
                ["unknown"], ["203.0.113.7, unknown"], ["unknown, 10.9.9.9"], ["203.0.113.7", "_hidden"], [""],
                [" , ,"],
                ["203.0.113.7 evil"], ["fe80::1%eth0"], ["203.0.113.7:"], ["203.0.113.7:x"], ["203.0.113.7:123456"],
                ["[203.0.113.7]"], ["[2001:db9::7"], ["[2001:db9::7]80"], ["for=203.0.113.7"], ["\"203.0.113.7\""],
                ["203.0.113.07"], ["203.0.113"], ["unix:"], ["2001:db9::7:x"], ["10.0.0.1/8"],
                [(["nobody"] + Array(repeating: "10.1.1.1", count: 100)).joined(separator: ", ")],
            ]
            let said =
                lists.map { $0.map { ("X-Forwarded-For", $0) } }
                + [[("Forwarded", "for=203.0.113.7")], [("X-Real-IP", "203.0.113.7")]]
            for headers in said {
                for key in [kept, everywhere] {
                    #expect(try await ask(world, key.secret, headers, from: "10.0.0.1").status == 403, "\(headers)")
                }
                #expect(try await ask(world, free.secret, headers, from: "10.0.0.1").status == 200, "\(headers)")
                // Of a stranger none of it is heard.
                #expect(try await ask(world, kept.secret, headers, from: "203.0.113.7").status == 200, "\(headers)")
            }
            #expect(world.logs.lines.contains { $0.contains("address=unknown") || $0.contains("address: unknown") })
        }
    }

    @Test func `every method is judged alike, whatever body, query and coding the proxied request had`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (good, spent) = (try await tenant.key("good"), try await tenant.key("spent", ["enabled": false]))
            let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW"]
            for method in methods.compactMap({ HTTPRequest.Method($0) }) {
                for (path, headers, body) in [
                    ("/v1/authz", [], ""), ("/v1/authz?path=/v1/files/a%00?b=1&b=2", [], ""),
                    ("/v1/authz", [("Content-Encoding", "gzip"), ("Content-Type", "text/plain")], "\u{1F}x"),
                ] {
                    func status(_ key: String?) async throws -> Int {
                        let shown = key.map { [("Authorization", "Bearer \($0)")] } ?? []
                        let reply = try await world.send(method, path, headers: shown + headers, body: Array(body.utf8))
                        #expect(reply.status != 200 || reply.bytes.isEmpty && reply.header("Content-Length") == "0")
                        return reply.status
                    }
                    #expect(try await status(good.secret) == 200, "\(method) \(path)")
                    #expect(try await status(spent.secret) == 403, "\(method) \(path)")
                    #expect(try await status("nonsense") == 401, "\(method) \(path)")
                    #expect(try await status(nil) == 401, "\(method) \(path)")
                }
                #expect(try await world.send(method, "/v1/authz/x", token: good.secret).status != 200)
            }
            #expect(try await world.send(.get, "/metrics").text.contains("{endpoint=\"authorize\",status=\"200\"} 30"))
        }
    }

    @Test func `of the key headers the first that is there counts`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key().secret
            let table: [(headers: [(String, String)], status: Int)] = [
                ([("x-api-key", key)], 200), ([("X-Goog-Api-Key", key)], 200), ([("API-KEY", key)], 200),
                ([("api-key", "nonsense"), ("x-goog-api-key", key)], 200),
                ([("api-key", key), ("x-api-key", "n")], 401),
                ([("x-api-key", key), ("Authorization", "Bearer n")], 401),
                ([("x-api-key", key), ("Authorization", "Basic bjpu")], 401),
                // Without a value it is none.
                ([("Authorization", ""), ("x-api-key", key)], 200), ([("x-api-key", " "), ("api-key", key)], 200),
                ([("Authorization", "")], 401),
                // Which of two counts, nobody knows.
                ([("x-api-key", key), ("x-api-key", key)], 401), ([("x-api-key", ""), ("x-api-key", key)], 401),
                ([("x-api-key", "\(key), \(key)")], 401), ([("x-api-keys", key)], 401),
            ]
            for row in table {
                #expect(try await ask(world, nil, row.headers).status == row.status, "\(row)")
            }
        }
    }

    @Test func `a request that names two models is refused`() async throws {
        try await withWorld(Self.settings) { world in
            let key = try await world.tenant().key()
            for two in [["a", "a"], ["a,b"], ["a, a"], ["a,"]] {
                let reply = try await ask(world, key.secret, two.map { ("X-Model", $0) })
                #expect(reply.status == 403, "\(two)")
            }
        }
    }

    @Test func `a holder's key is read from the same headers, and a token from none of them`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            for path in ["/v1/me", "/v1/me/limits", "/v1/models"] {
                for (place, name) in ["x-api-key", "x-goog-api-key", "api-key"].enumerated() {
                    // Many wrong ones from one address are slowed.
                    let address = "198.51.100.\(place)"
                    #expect(try await world.send(.get, path, headers: [(name, key.secret)]).status == 200, "\(path)")
                    #expect(
                        try await world.send(.get, path, headers: [(name, tenant.token)], from: address).status == 401)
                    let both = [(name, key.secret), ("Authorization", "Bearer nonsense")]
                    #expect(try await world.send(.get, path, headers: both, from: address).status == 401)
                }
            }
            let headers = [("x-api-key", key.secret), ("Content-Type", "application/json")]
            #expect(
                try await world.send(.patch, "/v1/apikey/rotate", headers: headers, body: [0x7B, 0x7D]).status == 200)
            // What is managed by tokens takes nothing else.
            #expect(try await world.send(.get, "/v1/teams", headers: [("x-api-key", tenant.token)]).status == 401)
        }
    }

    @Test func `the key may be in a header of its own, with or without Bearer`() async throws {
        var settings = ServiceSettings.patient
        settings.proxyKeyHeaders = try #require(KeyHeaders(["X-Api-Key"]))
        try await withWorld(settings) { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            for value in [key.secret, "Bearer \(key.secret)", "bearer \(key.secret)"] {
                #expect(try await ask(world, nil, [("X-Api-Key", value)]).status == 200)
            }
            #expect(try await ask(world, key.secret).status == 401)
        }
    }
}
