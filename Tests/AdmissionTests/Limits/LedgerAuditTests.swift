import Domain
import Storage
import Testing

@testable import Admission

/// The ledger is what was used: counters that say otherwise are found, and put right while calls go on.
struct LedgerAuditTests {
    private func damage(_ policy: LimitPolicy, by amount: Int64, _ world: LimitWorld) async throws {
        await world.books.flush()
        try await world.database.write { transaction throws(AdminError) in
            var rows: [LimitCounter] = []
            try transaction.limitCounters.stored().forEach(of: policy.id, in: policy.organizationID) { rows.append($0) }
            for index in rows.indices { rows[index].used += amount }
            try transaction.limitCounters.apply(rows.map { .put($0) }, in: policy.organizationID)
        }
        try await world.restart()
    }

    private func use(_ tokens: Int64, _ world: LimitWorld, key: Int = 0) async throws {
        let id = try #require(try await world.reserve(try world.call(key, input: tokens)).reservation?.id)
        _ = try await world.settle(id, input: tokens)
    }

    @Test(arguments: [7, -7] as [Int64])
    func `a counter that was damaged is put right from the ledger, said once, and on disk`(_ damage: Int64) async throws
    {
        try await withBooks { world in
            let policy = world.policy(.budget(100_000, .tokens), groupBy: [.apiKey])
            for _ in 0..<3 { try await use(50, world) }
            try await use(11, world, key: 1)
            try await self.damage(policy, by: damage, world)
            #expect(try world.totals(policy).used == 161 + 2 * Int128(damage))
            try await world.books.audit()
            #expect(try world.totals(policy).used == 161)
            #expect(world.books.gauges.usedDifference == 14)
            #expect(world.books.takeMended().count == 2)
            #expect(try await world.problems() == [])
            try await world.books.audit()
            #expect(world.books.gauges.usedDifference == 0)
            #expect(world.books.takeMended() == [])
        }
    }

    @Test func `what is used while the ledger is added up is not taken for a difference`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(10_000_000, .tokens))
            for _ in 0..<20 { try await use(50, world) }
            let books = world.books
            async let audit: Void = books.audit()
            for _ in 0..<50 { try await use(3, world) }
            try await audit
            #expect(books.takeMended() == [])
            #expect(try world.totals(policy).used == 1150)
        }
    }

    @Test func `a reset, and a period that has ended, are no differences`() async throws {
        try await withBooks { world in
            let hourly = world.policy(.budget(100_000, .tokens, .hourly))
            let forever = world.policy(.budget(100_000, .tokens))
            try await use(50, world)
            world.time.advance(seconds: 4000)
            try await use(20, world)
            let entity = try #require(try world.books.entity(valued: [""], of: forever.id, in: world.organization))
            _ = try await world.books.reset(entity.id, of: forever.id, in: world.organization) { _ in }
            world.time.advance(seconds: 5)
            try await use(4, world)
            try await world.books.audit()
            #expect(world.books.takeMended() == [])
            #expect(try world.totals(hourly).used == 24)
            #expect(try world.totals(forever).used == 4)
        }
    }

    @Test func `housekeeping adds the ledger up at its start and every hour`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100_000, .tokens))
            try await use(50, world)
            try await damage(policy, by: 9, world)
            try await world.books.keepHouse()
            #expect(try world.totals(policy).used == 50)
            world.books.book(of: policy.organizationID).follow { state in
                for counter in state.policies[policy.id]?.counters.values ?? [:].values {
                    counter.used += 5
                    state.pending.mark(counter)
                }
            }
            world.time.advance(seconds: 3599)
            try await world.books.keepHouse()
            #expect(try world.totals(policy).used == 55)
            world.time.advance(seconds: 1)
            try await world.books.keepHouse()
            #expect(try world.totals(policy).used == 50)
        }
    }
}
