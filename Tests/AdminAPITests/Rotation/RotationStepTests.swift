import Domain
import TestSupport
import Testing

/// What an operator does with a rotation that is under way, and with all keys of a team at once.
struct RotationStepTests {
    private struct Rotated {
        let tenant: Tenant
        let old: SampleKey
        let fresh: String
        var path: String { "\(tenant.keysPath)/\(old.id)/rotation" }

        func step(_ name: String, _ json: JSONValue? = nil) async throws -> Reply {
            try await tenant.world.send(.post, "\(path)/\(name)", token: tenant.token, json: json)
        }

        func verdicts() async throws -> [String] {
            [try await tenant.verdict(old.secret), try await tenant.verdict(fresh)]
        }
    }

    private func rotated(_ world: World) async throws -> Rotated {
        let tenant = try await world.tenant()
        let key = try await tenant.key()
        let reply = try await world.made("\(tenant.keysPath)/\(key.id)/rotate", token: tenant.token)
        return Rotated(tenant: tenant, old: key, fresh: try #require(reply["api_key"]?.string))
    }

    @Test func `the end of a transition moves later, by at most thirty days from now, and never earlier`() async throws
    {
        try await withWorld { world in
            let rotated = try await rotated(world)
            let limit: Int64 = 2_592_000
            func at(_ seconds: Int64) -> JSONValue { .string(FixedTime.start.adding(seconds: seconds).rfc3339) }
            let before = try await world.dump()
            let bad: [(JSONValue?, String)] = [
                (["transition_seconds": 3600], "ends_at"), (["transition_seconds": 0], "ends_at"),
                (["ends_at": at(3600)], "ends_at"), (["ends_at": at(limit + 1)], "ends_at"),
                (["transition_seconds": .number(Double(limit + 1))], "transition_seconds"),
                (["ends_at": "tomorrow"], "ends_at"), ([:], "ends_at"), (nil, "ends_at"),
                (["ends_at": at(7200), "transition_seconds": 7200], "ends_at"),
            ]
            for (json, param) in bad {
                let reply = try await rotated.step("extend", json)
                #expect(reply.status == 400 && reply.errorParam == param, "\(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
            #expect(try await rotated.step("extend", ["transition_seconds": 3601])["ends_at"] == at(3601))
            #expect(try await rotated.step("extend", ["ends_at": at(limit)])["ends_at"] == at(limit))
            world.time.advance(seconds: 3600)
            #expect(try await rotated.verdicts() == ["valid", "valid"])
        }
    }

    @Test func `rolled back, the new secret dies and the old one lives on beyond the transition`() async throws {
        try await withWorld { world in
            let rotated = try await rotated(world)
            let reply = try await rotated.step("rollback")
            #expect(reply.status == 200 && reply["in_transition"] == false)
            #expect(try await rotated.verdicts() == ["valid", "not_found"])
            world.time.advance(seconds: 3601)
            #expect(try await rotated.verdicts() == ["valid", "not_found"])
        }
    }

    @Test func `completed, the old secret dies at once`() async throws {
        try await withWorld { world in
            let rotated = try await rotated(world)
            #expect(try await rotated.step("complete").status == 200)
            #expect(try await rotated.verdicts() == ["not_found", "valid"])
        }
    }

    @Test(arguments: ["complete", "extend", "rollback"])
    func `nothing is done to a rotation that is over`(_ step: String) async throws {
        try await withWorld { world in
            let rotated = try await rotated(world)
            world.time.advance(seconds: 3600)
            let before = try await world.dump()
            let json: JSONValue? = step == "extend" ? ["transition_seconds": 7200] : nil
            let reply = try await rotated.step(step, json)
            #expect(reply.status == 409)
            let isBefore = try await world.dump() == before
            #expect(isBefore)
            #expect(try await rotated.verdicts() == ["not_found", "valid"])
        }
    }

    @Test func `a rotation says who uses which secret, from where and with what`() async throws {
        try await withWorld { world in
            let rotated = try await rotated(world)
            _ = try await world.send(
                .get, "/v1/me",
                headers: [("Authorization", "Bearer \(rotated.old.secret)"), ("User-Agent", "old-script/1")],
                from: "203.0.113.5")
            let state = try await world.send(.get, rotated.path, token: rotated.tenant.token)
            #expect(state["in_transition"] == true && state["started_by"]?.string?.hasPrefix("client:") == true)
            let (current, outgoing) = (state["secrets"]?[0], state["secrets"]?[1])
            #expect(current?["state"] == "current" && current?["last_used_at"] == .null)
            #expect(outgoing?["state"] == "outgoing" && outgoing?["last_used_address"] == "203.0.113.5")
            #expect(outgoing?["last_used_user_agent"] == "old-script/1")
            #expect(!state.text.contains(rotated.old.secret) && !state.text.contains(rotated.fresh))
        }
    }

    @Test func `all live keys of a team rotate in one reply, and no other key does`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let keys = [try await tenant.key("a"), try await tenant.key("b")]
            let removed = try await tenant.key("removed")
            _ = try await world.send(.delete, "\(tenant.keysPath)/\(removed.id)", token: tenant.token)
            let bystander = try await tenant.userKey("bystander")
            let reply = try await world.send(
                .post, "\(tenant.keysPath)/rotate_all", token: tenant.token, json: ["transition_seconds": 60])
            let rotated = reply["data"]?.array ?? []
            #expect(rotated.compactMap { $0["id"]?.string } == keys.map(\.id))
            for (key, fresh) in zip(keys, rotated.compactMap { $0["api_key"]?.string }) {
                #expect(try await tenant.verdict(key.secret) == "valid")
                #expect(try await tenant.verdict(fresh) == "valid")
            }
            world.time.advance(seconds: 60)
            for key in keys { #expect(try await tenant.verdict(key.secret) == "not_found") }
            #expect(try await tenant.verdict(bystander.secret) == "valid")
        }
    }

    @Test func `a team with more keys than one call rotates keeps all of them as they are`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            for number in 0...1000 { _ = try await tenant.key("k\(number)") }
            let before = try await world.dump()
            let reply = try await world.send(.post, "\(tenant.keysPath)/rotate_all", token: tenant.token)
            #expect(reply.status == 409)
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }
}
