import Domain
import HTTPTypes
import TestSupport
import Testing

/// The contract's operations on fallbacks, for the organization and for a team.
struct FallbackRoutesTests {
    @Test(arguments: [false, true])
    func `fallbacks are made, read, replaced and deleted as the contract says`(_ ofTeam: Bool) async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            let made = try await models.send(.post, "a", ["c", models.id("b")], ofTeam: ofTeam)
            #expect(made.status == 201)
            #expect(
                Set(made.json.object.map { Array($0.keys) } ?? []) == [
                    "id", "fallback_ids", "created_at", "updated_at",
                ])
            #expect(made["id"]?.string == models.id("a"))
            #expect(made["fallback_ids"] == .array([.string(models.id("c")), .string(models.id("b"))]))
            #expect(made["created_at"]?.string.flatMap { Instant(rfc3339: $0) } != nil)
            let read = try await models.send(.get, models.id("a"), ofTeam: ofTeam)
            #expect(read.status == 200 && read.json == made.json)
            world.time.advance(seconds: 1)
            let replaced = try await models.send(.patch, "a", ["d"], ofTeam: ofTeam)
            #expect(replaced.status == 200 && replaced["fallback_ids"] == .array([.string(models.id("d"))]))
            #expect(replaced["created_at"] == made["created_at"] && replaced["updated_at"] != made["updated_at"])
            let deleted = try await models.send(.delete, "a", ofTeam: ofTeam)
            #expect(deleted.status == 204 && deleted.bytes.isEmpty)
        }
    }

    @Test(arguments: [false, true])
    func `a second POST is 400, and so is everything else where there is no list`(_ ofTeam: Bool) async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            let table: [(HTTPRequest.Method, [String]?)] = [(.get, nil), (.patch, ["b"]), (.delete, nil)]
            for (method, list) in table {
                let reply = try await models.send(method, "a", list, ofTeam: ofTeam)
                #expect(reply.status == 400 && reply.errorParam == "model", "\(method)")
            }
            try await models.set("a", ["b"], ofTeam: ofTeam)
            let again = try await models.send(.post, "a", ["c"], ofTeam: ofTeam)
            #expect(again.status == 400 && again.errorParam == "model" && again.text.contains("PATCH"))
            #expect(try await models.send(.post, "nobody", ["c"], ofTeam: ofTeam).status == 404)
            let kept = try await models.send(.get, "a", ofTeam: ofTeam)
            #expect(kept["fallback_ids"] == .array([.string(models.id("b"))]))
        }
    }

    @Test(arguments: [false, true])
    func `a list that cannot be is 400, names what is at fault, and changes nothing`(_ ofTeam: Bool) async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            let stranger = try await FallbackFixture(world, "other").id("a")
            try await models.set("b", ["c"], ofTeam: ofTeam)
            try await models.set("c", ["d"], ofTeam: ofTeam)
            let (before, unknown) = (try await world.dump(), "01900000-0000-7000-8000-000000000001")
            let table: [(list: [String], param: String, names: String)] = [
                (["e", "d"], "models[1]", models.id("d")),
                ([models.id("d")], "models[0]", models.id("d")),
                (["e", "b"], "models[1]", models.id("b")),
                ([models.id("c")], "models[0]", models.id("c")),
                (["e", "a", "e"], "models[2]", models.id("e")),
                (["e", unknown], "models[1]", unknown),
                ([stranger], "models[0]", stranger),
                (["no-such-model"], "models[0]", "no-such-model"),
                ([""], "models[0]", "''"),
                ((0..<33).map { "m\($0)" }, "models", "32"),
            ]
            for (list, param, name) in table {
                let reply = try await models.send(.post, "d", list, ofTeam: ofTeam)
                #expect(reply.status == 400 && reply.errorParam == param, "\(list): \(reply.text)")
                #expect(reply.text.contains(name), "\(list): \(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a team's list stands in the place of the organization's until it is deleted`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("a", ["b", "c"])
            try await models.set("a", [], ofTeam: true)
            try await models.set("b", ["d"], ofTeam: true)
            #expect(try await models.chain("a") == ["b", "c"])
            #expect(try await models.chain("a", ofTeam: true).isEmpty)
            #expect(try await models.send(.delete, "a", ofTeam: true).status == 204)
            #expect(try await models.chain("a", ofTeam: true) == ["b", "c", "d"])
        }
    }

    @Test func `no change closes a cycle that only a team would see`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            try await models.set("b", ["a"], ofTeam: true)
            let closing = try await models.send(.post, "a", ["b"])
            #expect(closing.status == 400 && closing.errorParam == "models[0]")
            #expect(closing.text.contains(models.tenant.teamID) && closing.text.contains(models.id("b")))
            try await models.set("a", [], ofTeam: true)
            try await models.set("a", ["b"])
            let reopening = try await models.send(.delete, "a", ofTeam: true)
            #expect(reopening.status == 400 && reopening.text.contains(models.id("b")))
            #expect(try await models.chain("a", ofTeam: true).isEmpty)
        }
    }

    @Test func `a repeated POST under one Idempotency-Key is answered as the first time`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            let headers = [
                ("Authorization", "Bearer \(models.tenant.token)"), ("Content-Type", "application/json"),
                ("Idempotency-Key", "once"),
            ]
            let body = Array(#"{"models":["b"]}"#.utf8)
            let first = try await world.send(.post, models.path("a"), headers: headers, body: body)
            let second = try await world.send(.post, models.path("a"), headers: headers, body: body)
            #expect(first.status == 201 && second.status == 201 && first.bytes == second.bytes)
        }
    }

    @Test func `of lists that close a cycle only together one is taken, however many ask at once`() async throws {
        try await withWorld { world in
            let models = try await FallbackFixture(world)
            let ring = ["a", "b", "c", "d", "e"]
            let statuses = try await withThrowingTaskGroup { group in
                for (index, name) in ring.enumerated() {
                    let next = ring[(index + 1) % ring.count]
                    group.addTask { try await models.send(.post, name, [next]).status }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 201 } == 4 && statuses.count { $0 == 400 } == 1)
        }
    }
}
