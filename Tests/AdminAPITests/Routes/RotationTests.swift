import Domain
import TestSupport
import Testing

/// Two secrets for a while, never three, and none that should be dead.
struct RotationTests {
    private func rotate(_ tenant: Tenant, _ key: SampleKey, _ body: JSONValue? = nil) async throws -> JSONValue {
        try await tenant.world.made("\(tenant.keysPath)/\(key.id)/rotate", token: tenant.token, json: body)
    }

    @Test func `both secrets verify until the transition ends, and then the new one alone`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let rotated = try await rotate(tenant, key)
            let fresh = try #require(rotated["api_key"]?.string)
            #expect(fresh != key.secret && rotated["id"]?.string == key.id)
            #expect(rotated["rotation"]?["began_at"]?.string == FixedTime.start.rfc3339)
            #expect(rotated["rotation"]?["ends_at"]?.string == FixedTime.start.adding(seconds: 3600).rfc3339)
            for (seconds, expected) in [(0, "valid"), (3599, "valid"), (1, "not_found")] as [(Int64, String)] {
                world.time.advance(seconds: seconds)
                #expect(try await tenant.verdict(key.secret) == expected)
                #expect(try await tenant.verdict(fresh) == "valid")
            }
        }
    }

    @Test func `the outgoing secret is told that it is going, and the new one is not`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let fresh = try #require(try await rotate(tenant, key)["api_key"]?.string)
            let old = try await world.send(
                .post, "/v1/keys/verify", token: tenant.token, json: ["key": .string(key.secret)])
            #expect(old["in_transition"] == true && old["valid"] == true)
            #expect(old.header("Deprecation") == "@\(FixedTime.start.unixSeconds)")
            #expect(old.header("Sunset") == FixedTime.start.adding(seconds: 3600).httpDate)
            let new = try await world.send(
                .post, "/v1/keys/verify", token: tenant.token, json: ["key": .string(fresh)])
            #expect(new["in_transition"] == false)
            #expect(new.header("Deprecation") == nil && new.header("Sunset") == nil)
        }
    }

    @Test func `a forced third secret ends the oldest at once`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let first = try await tenant.key()
            let second = try #require(try await rotate(tenant, first)["api_key"]?.string)
            let third = try #require(try await rotate(tenant, first, ["force": true])["api_key"]?.string)
            #expect(try await tenant.verdict(first.secret) == "not_found")
            #expect(try await tenant.verdict(second) == "valid")
            #expect(try await tenant.verdict(third) == "valid")
        }
    }

    @Test func `regenerating kills every old secret at once, in a transition too, and says that it is deprecated`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let second = try #require(try await rotate(tenant, key)["api_key"]?.string)
            let reply = try await world.send(
                .patch, "\(tenant.keysPath)/\(key.id)/regenerate", token: tenant.token)
            #expect(reply.status == 200 && reply["rotation"] == .null)
            #expect(reply.header("Deprecation")?.hasPrefix("@") == true)
            #expect(try await tenant.verdict(key.secret) == "not_found")
            #expect(try await tenant.verdict(second) == "not_found")
            #expect(try await tenant.verdict(try #require(reply["api_key"]?.string)) == "valid")
        }
    }

    @Test func `a transition of 0 seconds cuts at once`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let rotated = try await rotate(tenant, key, ["transition_seconds": 0])
            #expect(rotated["rotation"] == .null)
            #expect(try await tenant.verdict(key.secret) == "not_found")
        }
    }

    @Test func `the holder rotates the key with nothing but its current secret`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let first = try await world.send(.patch, "/v1/apikey/rotate", token: key.secret)
            #expect(first.status == 200 && first["id"]?.string == key.id)
            #expect(first.header("Deprecation") == nil)
            let fresh = try #require(first["api_key"]?.string)
            let again = try await world.send(.patch, "/v1/apikey/rotate", token: key.secret)
            #expect(again.status == 409)
            #expect(try await tenant.verdict(key.secret) == "valid")
            let cut = try await world.send(
                .patch, "/v1/apikey/rotate", token: fresh, json: ["transition_seconds": 0])
            #expect(try await tenant.verdict(key.secret) == "not_found")
            #expect(try await tenant.verdict(fresh) == "not_found")
            #expect(try await tenant.verdict(try #require(cut["api_key"]?.string)) == "valid")
        }
    }

    @Test func `a secret that was cut while its rotation was under way buys no new one`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            for round in 0..<40 {
                let key = try await tenant.key("leaked \(round)")
                // Both arrive at once, so that in many rounds they share a commit.
                async let cut = world.send(
                    .patch, "\(tenant.keysPath)/\(key.id)/regenerate", token: tenant.token)
                async let stolen = world.send(.patch, "/v1/apikey/rotate", token: key.secret)
                let (regenerated, rotated) = try await (cut, stolen)
                #expect(regenerated.status == 200)
                #expect(try await tenant.verdict(try #require(regenerated["api_key"]?.string)) == "valid")
                guard rotated.status == 200 else { continue }
                #expect(try await tenant.verdict(try #require(rotated["api_key"]?.string)) == "not_found")
            }
        }
    }

    @Test func `a restart in the middle of a transition changes nothing`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let fresh = try #require(try await rotate(tenant, key)["api_key"]?.string)
            try await world.reopened { next in
                #expect(try await next.verdict(key.secret, token: tenant.token) == "valid")
                #expect(try await next.verdict(fresh, token: tenant.token) == "valid")
                next.time.advance(seconds: 3600)
                let token = try await next.token(tenant.client)
                #expect(try await next.verdict(key.secret, token: token) == "not_found")
                #expect(try await next.verdict(fresh, token: token) == "valid")
            }
        }
    }
}
