import Domain
import Storage
import TestSupport
import Testing

@testable import AdminAPI

/// What is cleared away goes in pieces, and others' writes come in between.
struct PurgeTests {
    private static let rows = 250
    static let kept = Statement("SELECT count(*) FROM idempotent_replies WHERE reply IS NOT NULL")
    static let all = Statement("SELECT count(*) FROM idempotent_replies")

    private func addReplies(_ world: World) async throws {
        try await world.database.write { transaction throws(AdminError) in
            for row in 0..<Self.rows {
                try transaction.idempotentReplies.insert(
                    IdempotentReply(
                        caller: "c", key: "\(row)", fingerprint: [1], reply: [2],
                        replyExpiresAt: transaction.now.adding(seconds: 10),
                        expiresAt: transaction.now.adding(seconds: 20)))
            }
        }
    }

    @Test(arguments: [(15, PurgeTests.kept), (25, PurgeTests.all)])
    func `kept replies are dropped a hundred at a time`(_ seconds: Int, _ counting: Statement) async throws {
        try await withWorld { world in
            try await addReplies(world)
            world.time.advance(seconds: Int64(seconds))
            let left = Recorded<Int64>()
            @Sendable func count() {
                world.database.write { transaction throws(AdminError) in
                    try transaction.firstRow(counting, []) { row throws(AdminError) in try row.integer(0) } ?? -1
                } completion: {
                    left.append((try? $0.get()) ?? -1)
                }
            }
            world.interposed.beforeEachWrite {
                count()
                return nil
            }
            try await world.service.keepHouse()
            count()
            try await world.service.probeWritable()
            let counts = left.all
            #expect(counts.first == 250 && counts.last == 0)
            #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 - $1 <= 100 }, "\(counts)")
        }
    }

    @Test func `what a budget's period was before goes when the periods of then are over, once a day`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = "/v1/policies/usage-limits"
            let made = try await world.made(
                path, token: tenant.token,
                json: [
                    "conditions": [["key": "organization_id", "value": "*"]], "group_by": [["key": "api_key"]],
                    "type": "cost", "credit_limit": 1, "periodic_reset": "weekly",
                ])
            let changed = try await world.send(
                .put, "\(path)/\(made["id"]?.string ?? "")", token: tenant.token, json: ["periodic_reset": "monthly"])
            #expect(changed.status == 200, "\(changed.text)")
            func changes() async throws -> Int {
                try await world.dump().count { $0.hasPrefix("period_changes") }
            }
            // February is a day away, the week ends a day later.
            for (days, left) in [(0, 1), (3, 1), (2, 0)] as [(Int64, Int)] {
                world.time.advance(seconds: days * 86_400)
                try await world.service.keepHouse()
                #expect(try await changes() == left, "\(days)")
            }
        }
    }
}
