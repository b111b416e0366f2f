import TestSupport
import Testing

/// What a call tries, and what is said of it.
struct ResolutionTests {
    private func codes(_ resolution: JSONValue, _ name: String) -> [String] {
        let found = resolution["fallbacks"]?.array?.first { $0["name"]?.string == name }
        return found?["warnings"]?.array?.compactMap { $0["code"]?.string } ?? []
    }

    @Test func `the chain is the model's own list, then the lists of those, each model once`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("b", ["d", "c"])
            try await models.set("c", ["e"])
            try await models.set("a", ["b", "c"])
            let resolution = try await models.resolution("a")
            #expect(try await models.chain("a") == ["b", "c", "d", "e"])
            let steps = resolution["fallbacks"]?.array ?? []
            #expect(steps.map { $0["depth"]?.number } == [1, 1, 2, 2])
            #expect(steps.map { $0["via"]?.string } == ["a", "a", "b", "c"].map { models.id($0) })
            #expect(resolution["model"]?["name"]?.string == "a" && resolution["team_id"] == .null)
            #expect(steps.allSatisfy { $0["usable"] == true && $0["warnings"] == [] })
        }
    }

    @Test func `what is passed over and what falls short is said`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            let asked: JSONValue = [
                "capabilities": ["chat", "vision"], "context_window": 1000,
                "price": ["state": "priced", "input": 1, "output": 1],
            ]
            _ = try await models.model(.patch, "a", "", asked)
            let dear: JSONValue = ["capabilities": ["chat"], "price": ["state": "priced", "input": 2.5, "output": 1]]
            _ = try await models.model(.patch, "b", "", dear)
            let weak: JSONValue = ["context_window": 999, "price": ["state": "unpriced"], "enabled": false]
            _ = try await models.model(.patch, "c", "", weak)
            try await models.set("a", ["b", "c", "d"])
            _ = try await world.send(
                .put, "/v1/teams/\(models.tenant.teamID)/models", token: models.tenant.token,
                json: ["mode": "listed", "models": ["a", "b", "c"]])
            let seen = try await models.resolution("a", ofTeam: true)
            #expect(codes(seen, "b") == ["missing_capability", "much_dearer"])
            #expect(codes(seen, "c") == ["disabled", "missing_capability", "smaller_context_window", "unpriced"])
            #expect(codes(seen, "d") == ["not_allowed", "missing_capability"])
            #expect(seen["fallbacks"]?.array?.map { $0["usable"]?.bool } == [true, false, false])
            #expect(codes(try await models.resolution("a"), "d") == ["missing_capability"])
        }
    }

    @Test func `the organization's own model takes the place of the platform's that a list names, and comes once`()
        async throws
    {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            let platform = try await world.made(
                "/v1/management/models", token: try await world.rootToken(),
                json: ["name": "shared", "price": ["state": "free"]])
            try await models.set("a", [platform["id"]?.string ?? "", "b"])
            #expect(try await models.chain("a") == ["shared", "b"])
            let own = try await models.tenant.model("shared", ["price": ["state": "free"]])
            let seen = try await models.resolution("a")
            #expect(seen["fallbacks"]?[0]?["id"]?.string == own && codes(seen, "shared") == ["overridden"])
            try await models.set("b", [own])
            #expect(try await models.chain("a") == ["shared", "b"])
        }
    }

    @Test func `what is not there has no resolution`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            let unknown = "01900000-0000-7000-8000-000000000001"
            for path in ["x/resolution", "\(unknown)/resolution", "a/resolution?team_id=\(unknown)"] {
                let reply = try await models.model(.get, path)
                #expect(reply.status == 404, "\(path)")
            }
        }
    }
}
