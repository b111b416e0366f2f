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
                #expect(reply.status == 204 && reply.header("Keyhold-Key-Id") == team.id)
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
            #expect(reply.status == 204 && reply.header("Sunset") == FixedTime.start.adding(seconds: 3600).httpDate)
            #expect(reply.header("Deprecation") == "@\(FixedTime.start.unixSeconds)")
        }
    }

    @Test func `the model in the proxy's header is judged`() async throws {
        try await withWorld(Self.settings) { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("k", ["allowed_models": ["small-*"]])
            #expect(try await ask(world, key.secret, [("X-Model", "small-1")]).status == 204)
            #expect(try await ask(world, key.secret, [("X-Model", "large-1")]).status == 403)
            #expect(try await ask(world, key.secret).status == 204)
        }
    }

    @Test func `the caller is the last address that no trusted proxy has`() async throws {
        try await withWorld(Self.settings) { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("k", ["allowed_addresses": ["203.0.113.7", "2001:db9::7"]])
            let table: [(peer: String, hops: [String], status: Int)] = [
                ("203.0.113.7", [], 204), ("192.0.2.1", [], 403),
                // A stranger's word counts for nothing.
                ("192.0.2.1", ["203.0.113.7"], 403), ("203.0.113.7", ["192.0.2.1"], 204),
                // A trusted proxy's does, and what stands to the left of a stranger may be forged.
                ("10.0.0.1", ["203.0.113.7"], 204), ("10.0.0.1", ["203.0.113.7, 192.0.2.1"], 403),
                ("10.0.0.1", ["192.0.2.1, 203.0.113.7"], 204), ("10.0.0.1", ["203.0.113.7, 10.9.9.9"], 204),
                ("10.0.0.1", ["203.0.113.7", "10.9.9.9"], 204), ("10.0.0.1", ["10.9.9.9", "192.0.2.1"], 403),
                ("2001:db8::1", ["2001:db9::7"], 204), ("10.0.0.1", ["::ffff:203.0.113.7"], 204),
                // What is no address ends the reading: the last that was believed is the caller.
                ("10.0.0.1", ["203.0.113.7, unknown"], 403), ("10.0.0.1", ["203.0.113.7:4711"], 403),
                // An empty element of a list is none (RFC 9110 §5.6.1.2).
                ("10.0.0.1", ["203.0.113.7, "], 204), ("10.0.0.1", [], 403),
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

    @Test func `the key may be in a header of its own, with or without Bearer`() async throws {
        var settings = ServiceSettings.patient
        settings.proxyKeyHeader = HTTPField.Name("X-Api-Key")!
        try await withWorld(settings) { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            for value in [key.secret, "Bearer \(key.secret)", "bearer \(key.secret)"] {
                #expect(try await ask(world, nil, [("X-Api-Key", value)]).status == 204)
            }
            #expect(try await ask(world, key.secret).status == 401)
        }
    }
}
