import Domain
import Storage
import Testing

@testable import Admission

/// Usage that says when it was: charged on the budgets' periods of that time.
struct OccurredAtTests {
    private static let day: Int64 = 86_400

    private func record(
        _ id: String?, _ tokens: Int64, ago: Int64?, _ world: LimitWorld
    ) async throws -> RecordedUsage {
        let settlement = Settlement(
            usage: try TokenUsage(input: tokens, output: 0), cost: nil, model: Samples.cheap, named: nil, outcome: nil,
            occurredAt: ago.map { world.time.now().adding(seconds: -$0) })
        let records = [UsageRecord(call: try world.call(), requestID: id, settlement: settlement)]
        return try #require(try await world.books.record(records, in: world.organization).first)
    }

    @Test func `a period that is over gets it in the ledger alone, one under way in its counter`() async throws {
        try await withBooks { world in
            let daily = world.policy(.budget(100_000, .tokens, .daily))
            let monthly = world.policy(.budget(100_000, .tokens, .monthly))
            let yearly = world.policy(.budget(100_000, .cost, .yearly))
            _ = try await record("yesterday", 900, ago: Self.day, world)
            _ = try await record("now", 30, ago: nil, world)
            let old = try await record("a month ago", 7, ago: 31 * Self.day, world)
            #expect(try world.totals(daily).used == 30)
            #expect(try world.totals(monthly).used == 930)
            #expect(try world.totals(yearly).used == 930_000)
            let charges = try #require(old.entry?.charges)
            #expect(charges.map(\.amount) == [7, 7, 7000])
            // 2025-12-31, as the clock shows 2026-01-31.
            #expect(charges.map { $0.period.rfc3339.prefix(10) } == ["2025-12-31", "2025-12-01", "2025-01-01"])
        }
    }

    @Test func `the audit, the start and the next period agree with what was charged`() async throws {
        try await withBooks { world in
            let daily = world.policy(.budget(100_000, .tokens, .daily), groupBy: [.apiKey])
            _ = try await record("late", 900, ago: Self.day, world)
            _ = try await record("now", 30, ago: nil, world)
            _ = try await record("an hour ago", 5, ago: 3600, world)
            try await world.books.audit()
            #expect(world.books.takeMended() == [])
            #expect(try await world.problems() == [])
            try await world.restart()
            #expect(try world.totals(daily).used == 35)
            world.time.advance(seconds: Self.day)
            _ = try await record("late again", 11, ago: Self.day, world)
            _ = try await record("tomorrow", 2, ago: 0, world)
            #expect(try world.totals(daily).used == 2)
            try await world.books.audit()
            #expect(world.books.takeMended() == [])
            #expect(try await world.problems() == [])
        }
    }

    @Test func `what is yet to come by a reporter's clock is now`() async throws {
        try await withBooks { world in
            let hourly = world.policy(.budget(100_000, .tokens, .hourly))
            world.time.advance(seconds: 3590)
            _ = try await record("ahead", 30, ago: -300, world)
            #expect(try world.totals(hourly).used == 30)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `windows have it in the slice of its time, and not at all once that is past`() async throws {
        try await withBooks { world in
            let minute = world.policy(.rate(100, .rpm, .tokens))
            _ = try await record("old", 50, ago: 3600, world)
            #expect(try world.totals(minute).used == 0)
            _ = try await record("recent", 50, ago: 30, world)
            #expect(try world.totals(minute).used == 50)
            world.time.advance(seconds: 35)
            #expect(try world.totals(minute).used == 0)
        }
    }

    @Test func `the same request id with another time is another content, in memory and on disk`() async throws {
        try await withBooks { world in
            _ = world.policy(.budget(100_000, .tokens, .daily))
            #expect(try await record("same", 9, ago: 60, world).isRepeated == false)
            for _ in 0..<2 {
                #expect(try await record("same", 9, ago: 60, world).isRepeated)
                for other in [61, nil] as [Int64?] {
                    let error = await #expect(throws: AdminError.self) {
                        try await record("same", 9, ago: other, world)
                    }
                    #expect(error?.code == .conflict)
                }
                try await world.restart()
            }
        }
    }

    @Test func `a sum that would not fit is no reason to refuse what is for another period`() async throws {
        try await withBooks { world in
            let daily = world.policy(.budget(100_000, .tokens, .daily))
            _ = try await record("now", 1, ago: nil, world)
            world.books.book(of: world.organization).follow { state in
                for counter in state.policies[daily.id]?.counters.values ?? [:].values { counter.used = .max }
            }
            await #expect(throws: AdminError.self) { try await record("more", 1, ago: 1, world) }
            #expect(try await record("late", 1, ago: Self.day, world).isRepeated == false)
        }
    }
}
