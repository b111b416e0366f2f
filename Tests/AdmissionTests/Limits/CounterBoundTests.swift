import Domain
import Policy
import Testing

@testable import Admission

/// An organization has so many counters and no more.
struct CounterBoundTests {
    private func reason(_ answer: LimitAnswer) -> LimitDenial.Reason? { answer.denial?.reason }

    @Test func `a call that would make one counter too many is refused, and changes nothing`() async throws {
        try await withBooks(maximumCounters: 3) { world in
            let all = world.policy(.rate(100, .rpm))
            let each = world.policy(.budget(1000, .tokens), groupBy: [.apiKey])
            for key in 0..<2 { #expect(try await world.reserve(try world.call(key, input: 1)).denial == nil) }
            let refused = try await world.reserve(try world.call(2, input: 1))
            #expect(reason(refused) == .noCounterLeft(maximum: 3))
            #expect(refused.denial?.standing.policy.id == each.id)
            #expect(refused.reservation == nil && refused.denial?.isRetryable == true)
            #expect(try world.totals(all).used == 2)
            #expect(try world.totals(each).counters == 2)
            #expect(try await world.reserve(try world.call(1, input: 1)).denial == nil)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `of several counters that one call would make, all must find room`() async throws {
        try await withBooks(maximumCounters: 1) { world in
            world.policy(.rate(100, .rpm))
            let second = world.policy(.budget(1000, .tokens))
            let refused = try await world.reserve(try world.call(input: 1))
            #expect(reason(refused) == .noCounterLeft(maximum: 1))
            #expect(refused.denial?.standing.policy.id == second.id)
            #expect(world.books.gauges.counters == 0)
        }
    }

    @Test func `in shadow mode, too, a call without a counter is refused and not passed in silence`() async throws {
        try await withBooks(maximumCounters: 1) { world in
            world.policy(.budget(0, .tokens), groupBy: [.apiKey], mode: .shadow)
            #expect(try await world.reserve(try world.call(0, input: 1)).denial == nil)
            let refused = try await world.reserve(try world.call(1, input: 1))
            #expect(reason(refused) == .noCounterLeft(maximum: 1))
        }
    }

    @Test func `a call that is only checked is refused where it would be counted, and nowhere else`() async throws {
        try await withBooks(maximumCounters: 1) { world in
            world.policy(.budget(1000, .tokens), groupBy: [.apiKey])
            #expect(try await world.reserve(try world.call(0, input: 1)).denial == nil)
            #expect(try await world.books.admit(try world.call(1, input: 1), reserving: nil).denial == nil)
            world.policy(.rate(100, .rpm), groupBy: [.apiKey])
            let refused = try await world.books.admit(try world.call(1, input: 1), reserving: nil)
            #expect(reason(refused) == .noCounterLeft(maximum: 1))
        }
    }

    @Test func `what was admitted is charged and given back whatever counters that makes`() async throws {
        try await withBooks(maximumCounters: 2) { world in
            let policy = world.policy(.budget(1_000_000_000_000), groupBy: [.model])
            let first = try #require(try await world.reserve(try world.call(input: 1)).reservation)
            let second = try #require(try await world.reserve(try world.call(input: 1)).reservation)
            world.policy(.budget(1000, .tokens), groupBy: [.apiKey])
            _ = try await world.settle(first.id, input: 2, by: Samples.dear)
            _ = try await world.books.release(second.id, in: world.organization)
            #expect(try world.totals(policy).used == 6000)
            #expect(try world.totals(policy).held == 0)
            #expect(world.books.gauges.mostCounters == 3)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `recorded usage that would make one counter too many is refused with all that came with it`()
        async throws
    {
        try await withBooks(maximumCounters: 2) { world in
            let policy = world.policy(.budget(1000, .tokens), groupBy: [.apiKey])
            func record(_ key: Int) throws -> UsageRecord {
                UsageRecord(
                    call: try world.call(key), requestID: nil,
                    settlement: Settlement(
                        usage: try TokenUsage(input: 5, output: 0), cost: nil, model: Samples.cheap, named: nil,
                        outcome: nil))
            }
            let error = await #expect(throws: AdminError.self) {
                try await world.books.record(try [0, 0, 1, 2].map(record), in: world.organization)
            }
            #expect(error?.code == .unprocessable && error?.param == "records[3]")
            #expect(error?.message.contains("limits.max_counters") == true)
            #expect(error?.message.contains(policy.id.text) == true)
            #expect(world.books.gauges.counters == 0)
            _ = try await world.books.record(try [0, 0, 1].map(record), in: world.organization)
            #expect(try world.totals(policy).used == 15)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `the housekeeping makes room of counters that say nothing any more`() async throws {
        try await withBooks(maximumCounters: 2) { world in
            world.policy(.rate(100, .rpm), groupBy: [.apiKey])
            for key in 0..<2 { #expect(try await world.books.admit(try world.call(key), reserving: nil).denial == nil) }
            #expect(try await world.books.admit(try world.call(2), reserving: nil).denial != nil)
            world.time.advance(seconds: 61)
            try await world.books.keepHouse()
            #expect(try await world.books.admit(try world.call(2), reserving: nil).denial == nil)
            #expect(world.books.gauges.counters == 1)
        }
    }

    @Test func `an organization that has more counters than it may keeps them, and gets no new ones`() async throws {
        try await withBooks(maximumCounters: 1) { world in
            world.policy(.budget(1000, .tokens), groupBy: [.model])
            let first = try #require(try await world.reserve(try world.call(input: 1)).reservation)
            _ = try await world.settle(first.id, input: 2, by: Samples.dear)
            try await world.restart()
            #expect(world.books.gauges.counters == 2)
            for model in [Samples.cheap, Samples.dear] {
                #expect(try await world.reserve(try world.call(0, model, input: 1)).denial == nil)
            }
            let refused = try await world.reserve(try world.call(0, Samples.free, input: 1))
            #expect(reason(refused) == .noCounterLeft(maximum: 1))
        }
    }
}
