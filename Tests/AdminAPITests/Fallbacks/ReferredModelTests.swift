import TestSupport
import Testing

/// What becomes of the lists that name a model which goes, or is disabled.
struct ReferredModelTests {
    @Test(arguments: ["delete", "disable"])
    func `a model that others fall back to stays, and the refusal says who they are`(_ verb: String) async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("a", ["c"])
            try await models.set("b", ["d", "c"], ofTeam: true)
            let before = try await world.dump()
            let refused =
                verb == "delete"
                ? try await models.model(.delete, "c") : try await models.model(.patch, "c", "", ["enabled": false])
            #expect(refused.status == 409 && refused.text.contains("'a', 'b'") && refused.text.contains("With force"))
            #expect(
                refused.json["error"]?["dependents"]
                    == .array([.string(models.id("a")), .string(models.id("b"))]))
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `force takes a deleted model out of every list, and the reply and the trail say so`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("a", ["c", "b"])
            try await models.set("b", ["c"], ofTeam: true)
            try await models.set("c", ["d"])
            let deleted = try await models.model(.delete, "c", "?force=true")
            #expect(deleted.status == 200 && deleted["deleted"] == true && deleted["id"]?.string == models.id("c"))
            let lists = deleted["removed_from_fallbacks"]?.array ?? []
            #expect(lists.compactMap { $0["id"]?.string } == [models.id("a"), models.id("b")])
            #expect(lists.map { $0["team_id"] } == [.null, .string(models.tenant.teamID)])
            #expect(try await models.chain("a") == ["b"])
            #expect(try await models.chain("b", ofTeam: true).isEmpty)
            let trail = try await world.dump().filter { $0.hasPrefix("audit_events") }
            #expect(trail.filter { $0.contains("'model_fallbacks.update'") }.count == 2)
            #expect(trail.filter { $0.contains("'model_fallbacks.delete'") }.count == 1)
            // Its name is free again, and nothing of the old one's is left.
            _ = try await models.tenant.model("c")
            #expect(try await models.send(.get, "c").status == 400)
        }
    }

    @Test func `force takes a disabled model out, and its own list stays for when it works again`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("a", ["c", "b"])
            try await models.set("c", ["d"])
            let disabled = try await models.model(.patch, "c", "?force=true", ["enabled": false])
            #expect(disabled.status == 200 && disabled["enabled"] == false)
            #expect(disabled["removed_from_fallbacks"]?[0]?["id"]?.string == models.id("a"))
            #expect(try await models.chain("a") == ["b"])
            #expect(try await models.chain("c") == ["d"])
            let enabled = try await models.model(.patch, "c", "", ["enabled": true])
            #expect(enabled.status == 200 && enabled["removed_from_fallbacks"] == nil)
        }
    }

    @Test func `a model that nobody falls back to goes without a word, forced or not`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("a", ["b"])
            #expect(try await models.model(.delete, "a").status == 204)
            #expect(try await models.model(.delete, "b", "?force=true").status == 204)
            #expect(try await models.model(.delete, "c", "?force=yes").status == 400)
            #expect(try await models.model(.delete, "c", "?dry_run=true").status == 400)
        }
    }

    @Test(arguments: ["", "?dry_run=true"])
    func `an import that disables a model which others fall back to is refused, with its row`(
        _ query: String
    ) async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("a", ["c"])
            let before = try await world.dump()
            let rows: JSONValue = [["name": "b", "description": "changed"], ["name": "c", "enabled": false]]
            let reply = try await models.model(.post, "import", query, rows)
            #expect(reply.status == 409 && reply.errorParam == "[1]" && reply.text.contains("'a'"), "\(reply.text)")
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a model of the platform's is taken out of every tenant's lists, or stays`() async throws {
        try await withWorld { world in
            let (mine, theirs) = (try await FallbackFixture(world), try await FallbackFixture(world, "other"))
            let root = try await world.rootToken()
            _ = try await world.made("/v1/management/models", token: root, json: ["name": "shared"])
            try await mine.set("a", ["shared", "b"])
            try await theirs.set("a", ["b", "shared"], ofTeam: true)
            try await theirs.set("shared", ["c"])
            let path = "/v1/management/models/shared"
            #expect(try await world.send(.delete, path, token: root).status == 409)
            let deleted = try await world.send(.delete, path + "?force=true", token: root)
            #expect(deleted.status == 200 && deleted["removed_from_fallbacks"]?.array?.count == 2)
            #expect(try await mine.chain("a") == ["b"])
            #expect(try await theirs.chain("a", ofTeam: true) == ["b"])
            #expect(try await world.service.auditProblems().isEmpty)
        }
    }

    @Test func `a deleted team takes its lists along`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("a", ["b"], ofTeam: true)
            let team = "/v1/teams/\(models.tenant.teamID)"
            #expect(try await world.send(.delete, team, token: models.tenant.token).status == 204)
            #expect(try await models.model(.delete, "b").status == 204)
        }
    }
}
