import TestSupport
import Testing

/// Who guesses is slowed; nobody else is, and nobody is locked out from elsewhere.
struct ThrottleTests {
    private static let grant = [("grant_type", "client_credentials")]

    private func login(_ world: World, _ client: Credential, from address: String) async throws -> Int {
        try await world.form("/oauth2/token", Self.grant, basic: client, from: address).status
    }

    private func counted(_ world: World, _ answer: String) async throws -> Int {
        let name = "keyhold_authentication_failures_total{answer=\"\(answer)\"} "
        let text = try await world.send(.get, "/metrics").text
        return text.split(separator: "\n").first { $0.hasPrefix(name) }.flatMap { Int($0.dropFirst(name.count)) } ?? -1
    }

    @Test func `wrong secrets are slowed per client after ten, per address after fifty, and counted`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let wrong = Credential(id: tenant.client.id, secret: world.root.secret)
            for _ in 0..<10 { #expect(try await login(world, wrong, from: "203.0.113.9") == 401) }
            #expect(try await login(world, wrong, from: "203.0.113.9") == 429)
            // Another client from the same address goes on until the address has failed fifty times.
            for number in 0..<40 {
                let other = Credential(id: "01900000-0000-7000-8000-0000000000\(number + 10)", secret: "x")
                #expect(try await login(world, other, from: "203.0.113.9") == 401, "\(number)")
            }
            let another = Credential(id: "01900000-0000-7000-8000-000000000099", secret: "x")
            #expect(try await login(world, another, from: "203.0.113.9") == 429)
            #expect(try await login(world, world.root, from: "203.0.113.9") == 200)
            #expect(try await counted(world, "refused") == 50)
            #expect(try await counted(world, "slowed") == 2)
        }
    }

    @Test func `nobody can lock a client out from elsewhere`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let wrong = Credential(id: tenant.client.id, secret: world.root.secret)
            for attacker in 1...20 {
                for _ in 0..<60 { _ = try await login(world, wrong, from: "198.51.100.\(attacker)") }
            }
            #expect(try await login(world, tenant.client, from: "198.51.100.1") == 200)
            #expect(try await login(world, tenant.client, from: "192.0.2.7") == 200)
        }
    }

    @Test func `wrong tokens and keys are slowed per address, and a right one is let through all the same`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            func ask(_ path: String, _ token: String, from address: String = "203.0.113.9") async throws -> Int {
                try await world.send(.get, path, token: token, from: address).status
            }
            for number in 0..<10 {
                #expect(try await ask(number % 2 == 0 ? "/v1/teams" : "/v1/me", "wrong") == 401)
            }
            let held = try await world.send(.get, "/v1/teams", token: "wrong", from: "203.0.113.9")
            #expect(held.status == 429 && Int(held.header("Retry-After") ?? "") ?? 0 > 0)
            // Behind a proxy all callers may share one address.
            #expect(try await ask("/v1/teams", tenant.token) == 200)
            #expect(try await ask("/v1/me", key.secret) == 200)
            #expect(try await ask("/v1/teams", "wrong", from: "203.0.113.10") == 401)
            world.time.advance(seconds: 6)
            #expect(try await ask("/v1/teams", "wrong") == 401)
            #expect(try await ask("/v1/teams", "wrong") == 429)
        }
    }

    @Test func `an IPv6 site is one place, whatever addresses it takes`() async throws {
        try await withWorld { world in
            for number in 0..<10 {
                let reply = try await world.send(.get, "/v1/teams", token: "wrong", from: "2001:db8:1:2::\(number)")
                #expect(reply.status == 401)
            }
            #expect(try await world.send(.get, "/v1/teams", token: "wrong", from: "2001:db8:1:2:9::1").status == 429)
            #expect(try await world.send(.get, "/v1/teams", token: "wrong", from: "2001:db8:1:3::1").status == 401)
        }
    }
}
