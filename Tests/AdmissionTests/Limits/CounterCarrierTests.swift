import Domain
import Storage
import Testing

@testable import Admission

struct CounterCarrierTests {
    private func changes(_ world: LimitWorld) async throws -> Int64 {
        try await world.database.read { transaction throws(AdminError) in
            try transaction.limitCounters.changes().newest ?? 0
        }
    }

    /// Each is a commit of its own.
    private func reserve(_ count: Int, _ world: LimitWorld) async throws {
        for _ in 0..<count {
            let answer = try await world.reserve(try world.call(input: 1))
            try #require(answer.denial == nil)
        }
    }

    private func expectCarriedOver(_ world: LimitWorld, _ policy: LimitPolicy, held: Int64) async throws {
        // It is done beside the commits, and nobody is told when.
        var left = try await changes(world)
        for _ in 0..<2000 where left >= CounterCarrier.interval {
            await Task.yield()
            left = try await changes(world)
        }
        #expect(left < CounterCarrier.interval)
        #expect(try await world.problems() == [])
        try await world.restart()
        #expect(try world.totals(policy).held == held)
    }

    @Test func `what many commits made of a counter is carried over, and reads the same after it`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(1_000_000, .tokens))
            try await reserve(CounterCarrier.interval, world)
            try await expectCarriedOver(world, policy, held: Int64(CounterCarrier.interval))
        }
    }

    @Test func `what an earlier process has left counts, too`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(1_000_000, .tokens))
            try await reserve(CounterCarrier.interval - 10, world)
            #expect(try await changes(world) == Int64(CounterCarrier.interval - 10))
            try await world.restart()
            try await reserve(10, world)
            try await expectCarriedOver(world, policy, held: Int64(CounterCarrier.interval))
        }
    }
}
