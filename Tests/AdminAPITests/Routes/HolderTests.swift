import Domain
import TestSupport
import Testing

/// What the holder of a key is told of it.
struct HolderTests {
    @Test func `the holder sees the key, its owner, its end, its models and its next rotation`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let end = FixedTime.start.adding(seconds: 86_400).rfc3339
            let key = try await tenant.key(
                "mine",
                [
                    "expiration_date": .string(end), "allowed_models": ["small-*"], "metadata": ["team": "a"],
                    "rotation_policy": ["rotation_period": "weekly"],
                ])
            let reply = try await world.send(.get, "/v1/me", token: key.secret)
            #expect(reply.status == 200 && reply["key_id"]?.string == key.id && reply["name"] == "mine")
            #expect(reply["team_id"]?.string == tenant.teamID && reply["user_id"] == nil)
            #expect(reply["organization_id"]?.string == tenant.id && reply["expires_at"]?.string == end)
            #expect(reply["allowed_models"] == ["small-*"] && reply["metadata"] == ["team": "a"])
            #expect(reply["next_rotation_at"]?.string == FixedTime.start.adding(seconds: 7 * 86_400).rfc3339)
            #expect(reply["in_transition"] == false && reply["secret_ends_at"] == .null)
            #expect(!reply.text.contains(key.secret))
        }
    }

    @Test func `under an outgoing secret the holder is told when that ends`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            _ = try await world.made("\(tenant.keysPath)/\(key.id)/rotate", token: tenant.token)
            let end = FixedTime.start.adding(seconds: 3600)
            let reply = try await world.send(.get, "/v1/me", token: key.secret)
            #expect(reply["in_transition"] == true && reply["secret_ends_at"]?.string == end.rfc3339)
            #expect(reply.header("Sunset") == end.httpDate)
        }
    }

    @Test func `a token, a key that is not good, and one from elsewhere are told nothing`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let disabled = try await tenant.key("disabled", ["enabled": false])
            let kept = try await tenant.key("kept", ["allowed_addresses": ["10.0.0.0/8"]])
            for credential in [tenant.token, disabled.secret, kept.secret, tenant.client.secret] {
                #expect(try await world.send(.get, "/v1/me", token: credential).status == 401)
            }
            let inside = try await world.send(.get, "/v1/me", token: kept.secret, from: "10.1.2.3")
            #expect(inside.status == 200)
        }
    }
}
