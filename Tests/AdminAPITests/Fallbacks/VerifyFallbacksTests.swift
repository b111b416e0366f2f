import TestSupport
import Testing

/// What a gateway learns of fallbacks with the verdict on a key.
struct VerifyFallbacksTests {
    private func fallbacks(
        _ models: FallbackFixture, _ secret: String, _ model: String, in world: World? = nil
    ) async throws -> [String]? {
        let reply = try await (world ?? models.world).made(
            "/v1/keys/verify", token: models.tenant.token, json: ["key": .string(secret), "model": .string(model)])
        return reply["fallbacks"]?.array?.compactMap { $0["name"]?.string }
    }

    @Test func `verify names what takes over, only what the key may use and what is enabled`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("b", ["e"])
            try await models.set("a", ["b", "c", "d"])
            _ = try await models.model(.patch, "c", "", ["description": "still enabled"])
            let open = try await models.tenant.key("open")
            let narrow = try await models.tenant.key("narrow", ["allowed_models": ["a", "d", "e"]])
            #expect(try await fallbacks(models, open.secret, "a") == ["b", "c", "d", "e"])
            #expect(try await fallbacks(models, narrow.secret, "a") == ["d", "e"])
            #expect(try await fallbacks(models, open.secret, "e") == [])
            #expect(try await fallbacks(models, narrow.secret, "b") == nil)
            _ = try await models.model(.patch, "d", "?force=true", ["enabled": false])
            _ = try await models.send(.patch, "a", ["d", "b"])
            #expect(try await fallbacks(models, open.secret, "a") == ["b", "e"])
        }
    }

    @Test func `a fallback is told as the model itself is`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("a", ["b"])
            let key = try await models.tenant.key()
            let reply = try await world.made(
                "/v1/keys/verify", token: models.tenant.token, json: ["key": .string(key.secret), "model": "a"])
            let other = try await world.made(
                "/v1/keys/verify", token: models.tenant.token, json: ["key": .string(key.secret), "model": "b"])
            #expect(other["model"] != nil && reply["fallbacks"]?[0] == other["model"])
        }
    }

    @Test func `a team's key follows the team's list, a user's the organization's, also after a restart`() async throws
    {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("a", ["b"])
            try await models.set("a", ["c"], ofTeam: true)
            let (team, user) = (try await models.tenant.key(), try await models.tenant.userKey())
            #expect(try await fallbacks(models, team.secret, "a") == ["c"])
            #expect(try await fallbacks(models, user.secret, "a") == ["b"])
            try await world.reopened { next in
                let ofTeam = try await fallbacks(models, team.secret, "a", in: next)
                let ofUser = try await fallbacks(models, user.secret, "a", in: next)
                #expect(ofTeam == ["c"] && ofUser == ["b"])
            }
        }
    }

    @Test func `a change of a list is seen by the next verify`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            let key = try await models.tenant.key()
            for list in [["b"], ["c", "b"], ["d"]] {
                let method = try await models.send(.get, "a").status == 200 ? "patch" : "post"
                _ = try await models.send(method == "patch" ? .patch : .post, "a", list)
                #expect(try await fallbacks(models, key.secret, "a") == list)
            }
            _ = try await models.send(.delete, "a")
            #expect(try await fallbacks(models, key.secret, "a") == [])
        }
    }
}
