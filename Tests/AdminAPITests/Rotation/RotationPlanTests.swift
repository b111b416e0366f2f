import Domain
import TestSupport
import Testing

/// A plan announces, reminds, and may disable. It never makes a secret.
struct RotationPlanTests {
    private static let day: Int64 = 86_400

    /// Tokens do not outlive the months that pass here.
    private func due(_ tenant: Tenant) async throws -> [JSONValue] {
        let token = try await tenant.world.token(tenant.client)
        return try await tenant.world.send(.get, "/v1/keys/due", token: token)["data"]?.array ?? []
    }

    private func verdict(_ tenant: Tenant, _ key: SampleKey) async throws -> String {
        try await tenant.world.verdict(key.secret, token: try await tenant.world.token(tenant.client))
    }

    private func audited(_ action: String, _ world: World) async throws -> Int {
        try await world.dump().count { $0.hasPrefix("audit_events") && $0.contains("'\(action)'") }
    }

    @Test func `a key is listed from its announcement on, and not any more once it was rotated`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("k", ["rotation_policy": ["rotation_period_days": 30, "announce_days": 5]])
            let date = FixedTime.start.adding(seconds: 30 * Self.day)
            #expect(key.json["next_rotation_at"]?.string == date.rfc3339)
            world.time.advance(seconds: 25 * Self.day - 1)
            #expect(try await due(tenant).isEmpty)
            for (seconds, state) in [(1, "upcoming"), (5 * Self.day - 1, "upcoming"), (1, "due")] as [(Int64, String)] {
                world.time.advance(seconds: seconds)
                let listed = try await due(tenant)
                #expect(listed.map { $0["key"]?["id"] } == [.string(key.id)])
                #expect(listed.first?["state"]?.string == state && listed.first?["disables_at"] == .null)
            }
            let token = try await world.token(tenant.client)
            let rotated = try await world.made("\(tenant.keysPath)/\(key.id)/rotate", token: token)
            #expect(try await due(tenant).isEmpty)
            #expect(rotated["next_rotation_at"]?.string == date.adding(seconds: 30 * Self.day).rfc3339)
        }
    }

    @Test func `a plan of one date is over with its rotation`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let date = FixedTime.start.adding(seconds: Self.day).rfc3339
            let key = try await tenant.key("k", ["rotation_policy": ["next_rotation_at": .string(date)]])
            #expect(try await due(tenant).first?["next_rotation_at"]?.string == date)
            let rotated = try await world.made("\(tenant.keysPath)/\(key.id)/rotate", token: tenant.token)
            #expect(rotated["rotation_policy"] == .null && rotated["next_rotation_at"] == .null)
            #expect(try await due(tenant).isEmpty)
        }
    }

    @Test func `a rotation that comes near is announced once`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await tenant.key("k", ["rotation_policy": ["rotation_period": "weekly", "announce_days": 1]])
            world.time.advance(seconds: 6 * Self.day - 1)
            try await world.service.keepHouse()
            #expect(try await audited("api_key.announce_rotation", world) == 0)
            world.time.advance(seconds: 1)
            for _ in 0..<3 { try await world.service.keepHouse() }
            #expect(try await audited("api_key.announce_rotation", world) == 1)
        }
    }

    @Test func `an overdue key is disabled after its grace where its plan says so, and no secret is made`() async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let plan: JSONValue = ["rotation_period_days": 10, "on_overdue": "disable", "grace_days": 3]
            let key = try await tenant.key("strict", ["rotation_policy": plan])
            let kept = try await tenant.key("lenient", ["rotation_policy": ["rotation_period_days": 10]])
            world.time.advance(seconds: 13 * Self.day - 1)
            try await world.service.keepHouse()
            #expect(try await verdict(tenant, key) == "valid")
            let deadline = FixedTime.start.adding(seconds: 13 * Self.day).rfc3339
            #expect(try await due(tenant).first?["disables_at"]?.string == deadline)
            world.time.advance(seconds: 1)
            for _ in 0..<2 { try await world.service.keepHouse() }
            #expect(try await verdict(tenant, key) == "disabled")
            #expect(try await verdict(tenant, kept) == "valid")
            #expect(try await audited("api_key.disable_overdue", world) == 1)
            // The secret is the one that there was: enabled again, it works.
            let token = try await world.token(tenant.client)
            _ = try await world.made(
                "\(tenant.keysPath)/\(key.id)", token: token, json: ["enabled": true], by: .patch)
            #expect(try await verdict(tenant, key) == "valid")
        }
    }

    @Test func `a plan that makes no sense is refused with the field's name, and changes nothing`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let before = try await world.dump()
            let past = FixedTime.start.rfc3339
            let plans: [(JSONValue, String)] = [
                ([:], "rotation_policy"), (["announce_days": 1], "rotation_policy"),
                (["rotation_period": "weekly", "rotation_period_days": 7], "rotation_policy"),
                (["rotation_period": "hourly"], "rotation_policy.rotation_period"),
                (["rotation_period_days": 0], "rotation_policy.rotation_period_days"),
                (["rotation_period_days": 3651], "rotation_policy.rotation_period_days"),
                (["next_rotation_at": .string(past)], "rotation_policy.next_rotation_at"),
                (["rotation_period": "weekly", "grace_days": 91], "rotation_policy.grace_days"),
                (["rotation_period": "weekly", "announce_days": -1], "rotation_policy.announce_days"),
                (["rotation_period": "weekly", "on_overdue": "delete"], "rotation_policy.on_overdue"),
            ]
            for (plan, param) in plans {
                let reply = try await world.send(
                    .patch, "\(tenant.keysPath)/\(key.id)", token: tenant.token, json: ["rotation_policy": plan])
                #expect(reply.status == 400 && reply.errorParam == param, "\(plan): \(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }
}
