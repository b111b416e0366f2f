import Domain
import Policy
import TestSupport
import Testing

@testable import Admission

/// A clock that jumps takes nothing away: when it is right again, this period's sums are what the ledger says.
struct ClockTests {
    private static let week: Int64 = 7 * 86_400

    private func use(_ tokens: Int64, _ world: LimitWorld) async throws {
        let id = try #require(try await world.reserve(try world.call(input: tokens)).reservation?.id)
        _ = try await world.settle(id, input: tokens)
    }

    /// What is found once housekeeping has seen that counters are ahead of the clock.
    private func usedAgain(_ policy: LimitPolicy, _ world: LimitWorld) async throws -> Int128 {
        try await world.books.keepHouse()
        try await opened(world)
        return try world.totals(policy).used
    }

    private func opened(_ world: LimitWorld) async throws {
        for _ in 0..<100_000 where world.books.gauges.failedBooks > 0 { await Task.yield() }
        try #require(world.books.gauges.failedBooks == 0)
    }

    @Test(arguments: [BudgetPeriod.hourly, .daily, .weekly, .monthly])
    func `a clock that was ahead and is put right gives back the sums of the period`(
        _ period: BudgetPeriod
    ) async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens, period))
            try await use(90, world)
            world.time.advance(seconds: 5 * Self.week)
            try await use(40, world)
            #expect(try world.totals(policy).used == 40)
            world.time.advance(seconds: -5 * Self.week)
            #expect(try await usedAgain(policy, world) == 90)
            let denied = try await world.reserve(try world.call(input: 11))
            #expect(denied.denial?.reason == .exceeded)
            // What was charged ahead of the clock is no difference.
            try await world.books.audit()
            #expect(try world.totals(policy).used == 90)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `so does a process that starts when the clock is right again`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens, .monthly))
            try await use(90, world)
            world.time.advance(seconds: 5 * Self.week)
            try await use(40, world)
            world.time.advance(seconds: -5 * Self.week)
            try await world.restart()
            #expect(try world.totals(policy).used == 90)
            #expect(world.books.takeMended().count == 1)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `a reset within the period is not undone`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens, .monthly))
            try await use(90, world)
            world.time.advance(seconds: 5)
            let entity = try #require(try world.books.entity(valued: [""], of: policy.id, in: world.organization))
            _ = try await world.books.reset(entity.id, of: policy.id, in: world.organization) { _ in }
            world.time.advance(seconds: 5)
            try await use(7, world)
            world.time.advance(seconds: 5 * Self.week)
            try await use(40, world)
            world.time.advance(seconds: -5 * Self.week)
            #expect(try await usedAgain(policy, world) == 7)
        }
    }

    @Test func `what was used ahead of the clock counts when its period comes`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens, .monthly))
            try await use(90, world)
            world.time.advance(seconds: 5 * Self.week)
            try await use(40, world)
            world.time.advance(seconds: -5 * Self.week)
            #expect(try await usedAgain(policy, world) == 90)
            world.time.advance(seconds: 5 * Self.week)
            try await use(1, world)
            try await world.books.audit()
            #expect(try world.totals(policy).used == 41)
        }
    }

    @Test func `an expiry ahead of the clock that is put right in its period stops nobody`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(100, .tokens, .monthly, onExpiry: .charge))
            try await use(90, world)
            world.time.advance(seconds: 5 * Self.week)
            let ahead = try #require(try await world.reserve(try world.call(input: 40), ttl: 1).reservation?.id)
            world.time.advance(seconds: 2)
            try await world.books.keepHouse()
            world.time.advance(seconds: -5 * Self.week)
            #expect(try await usedAgain(policy, world) == 90)
            world.time.advance(seconds: 5 * Self.week)
            // Nothing is known yet of what was charged ahead of the clock, and 36 are given back.
            _ = try await world.settle(ahead, input: 4)
            _ = try #require(try await world.reserve(try world.call(input: 10), ttl: 1).reservation?.id)
            world.time.advance(seconds: 2)
            try await world.books.keepHouse()
            try await world.books.audit()
            #expect(try world.totals(policy).used == 14)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `a clock that time servers set back by moments disturbs nobody`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(1000, .tokens, .hourly))
            try await use(90, world)
            world.time.advance(seconds: 3600)
            try await use(5, world)
            world.time.advance(seconds: -30)
            try await use(5, world)
            #expect(try world.totals(policy).used == 10)
        }
    }
}
