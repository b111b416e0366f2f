import AdminAPI
import TestSupport
import Testing

/// A new line in the vault key: what is used goes over to it, and then the old line may go.
struct PepperRotationTests {
    private func report(_ world: World) async throws -> PepperReport { try await world.service.pepperReport() }

    @Test func `what is used goes over to the newest pepper, and works when the old one has left`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (used, unused) = (try await tenant.key("used"), try await tenant.key("unused"))
            let rotating = try await tenant.key("rotating")
            let fresh = try await world.made("\(tenant.keysPath)/\(rotating.id)/rotate", token: tenant.token)
            let secrets = [used.secret, rotating.secret, try #require(fresh["api_key"]?.string)]
            #expect(try await report(world).notes.isEmpty)
            try await world.reopened(vault: try SampleVault.make(1, 2)) { next in
                let note = try await report(next).notes.first
                #expect(note?.hasPrefix("4 key and 2 client secrets are under version 1.") == true)
                let before = try await next.dump().filter { $0.hasPrefix("api_keys") }
                for secret in secrets { #expect(try await next.verdict(secret, token: tenant.token) == "valid") }
                _ = try await next.token(tenant.client)
                try await next.service.keepHouse()
                let after = try await next.dump().filter { $0.hasPrefix("api_keys") }
                #expect(zip(before, after).count { $0 != $1 } >= 2)
                #expect(try await report(next).notes.first?.hasPrefix("1 key and 1 client secrets are under") == true)
                #expect(try await report(next).problems.isEmpty)
                // In memory as on disk, at once.
                for secret in secrets { #expect(try await next.verdict(secret, token: tenant.token) == "valid") }
            }
            try await world.reopened(vault: try SampleVault.make(2)) { last in
                // Tokens live for hours and are got anew.
                let token = try await last.token(tenant.client)
                for secret in secrets { #expect(try await last.verdict(secret, token: token) == "valid") }
                #expect(try await last.verdict(unused.secret, token: token) == "not_found")
                #expect(try await report(last).problems.first?.hasPrefix("1 key and 1 client secrets") == true)
            }
        }
    }

    @Test func `going over changes nothing that anybody is shown, but the last use`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let path = "\(tenant.keysPath)/\(key.id)"
            let before = try await world.send(.get, path, token: tenant.token)
            try await world.reopened(vault: try SampleVault.make(1, 2)) { next in
                _ = try await next.verdict(key.secret, token: tenant.token)
                try await next.service.keepHouse()
                let after = try await next.send(.get, path, token: tenant.token)
                #expect(after.json.without("last_used_at") == before.json.without("last_used_at"))
                #expect(after["last_used_at"] != nil)
                #expect(try await next.service.auditProblems().isEmpty)
            }
        }
    }

    @Test func `a client that asks many times at once under an old pepper is let in each time`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            try await world.reopened(vault: try SampleVault.make(1, 2)) { next in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<20 { group.addTask { _ = try await next.token(tenant.client) } }
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test func `a secret that was cut after its use does not come back by going over`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            try await world.reopened(vault: try SampleVault.make(1, 2)) { next in
                #expect(try await next.verdict(key.secret, token: tenant.token) == "valid")
                _ = try await next.made("\(tenant.keysPath)/\(key.id)/regenerate", token: tenant.token, by: .patch)
                try await next.service.keepHouse()
                #expect(try await next.verdict(key.secret, token: tenant.token) == "not_found")
            }
        }
    }
}
