import Domain
import Storage
import Testing

@testable import Admission

/// Rows of the ledger are put right by further rows, and counters follow.
struct CorrectionTests {
    private static let day: Int64 = 86_400

    private func correct(
        _ id: LedgerEntryID?, _ tokens: Int64, cost: Int64?, _ world: LimitWorld
    ) async throws {
        let (id, organization) = (try #require(id), world.organization)
        let found = try await world.database.read { transaction throws(AdminError) in
            try transaction.ledgerEntries.chain(of: id, in: organization)
        }
        let chain = try #require(found)
        let correction = UsageCorrection(
            usage: try TokenUsage(input: tokens, output: 0), cost: cost.map { NanoDollars($0) },
            priceVersion: chain.priceVersion, reason: "wrong")
        let entry = try await world.books.correct(chain, correction) { _ in { _ in } }
        let after = UsageChain(entry: chain.entry, corrections: chain.corrections + [entry], expiry: chain.expiry)
        #expect(after.usage == correction.usage && after.cost == (correction.cost ?? chain.cost))
    }

    private func reset(_ policy: LimitPolicy, _ world: LimitWorld) async throws {
        let entity = try #require(try world.books.entity(valued: [""], of: policy.id, in: world.organization))
        _ = try await world.books.reset(entity.id, of: policy.id, in: world.organization) { _ in }
    }

    private func record(
        _ tokens: Int64, by model: CallModel? = Samples.cheap, ago: Int64? = nil, _ world: LimitWorld
    ) async throws -> LedgerEntryID? {
        let settlement = Settlement(
            usage: try TokenUsage(input: tokens, output: 0), cost: nil, model: model, named: nil, outcome: nil,
            occurredAt: ago.map { world.time.now().adding(seconds: -$0) })
        let record = UsageRecord(call: try world.call(0, model), requestID: nil, settlement: settlement)
        return try await world.books.record([record], in: world.organization).first?.entry?.id
    }

    private func expectBalance(_ world: LimitWorld) async throws {
        #expect(try await world.problems() == [])
        try await world.books.audit()
        #expect(world.books.takeMended() == [])
    }

    @Test func `more, less and nothing at all: every budget follows, and the ledger with it`() async throws {
        try await withBooks { world in
            let tokens = world.policy(.budget(100_000, .tokens), groupBy: [.apiKey])
            let money = world.policy(.budget(100_000_000, .cost, .monthly))
            let calls = world.policy(.budget(100, .requests, .daily))
            let id = try await record(50, world)
            _ = try await record(7, world)
            for (new, cost) in [(80, 90_000), (20, 20_000), (0, 0), (3, 3000)] as [(Int64, Int64)] {
                try await correct(id, new, cost: cost, world)
                #expect(try world.totals(tokens).used == Int128(new + 7))
                #expect(try world.totals(money).used == Int128(cost + 7000))
                #expect(try world.totals(calls).used == 2)
                try await expectBalance(world)
                try await world.restart()
            }
        }
    }

    @Test func `what was charged in a period that is over is put right in the ledger alone`() async throws {
        try await withBooks { world in
            let daily = world.policy(.budget(100_000, .tokens, .daily))
            let monthly = world.policy(.budget(100_000, .tokens, .monthly))
            let late = try await record(900, ago: Self.day, world)
            let early = try await record(50, world)
            world.time.advance(seconds: 3600)
            try await correct(late, 100, cost: 100, world)
            #expect(try world.totals(daily).used == 50 && world.totals(monthly).used == 150)
            world.time.advance(seconds: Self.day)
            _ = try await record(1, world)
            try await correct(early, 0, cost: 0, world)
            // Another month has begun.
            #expect(try world.totals(daily).used == 1 && world.totals(monthly).used == 1)
            try await expectBalance(world)
        }
    }

    @Test func `a counter that nobody has looked at since its period ended still agrees with the ledger`() async throws
    {
        try await withBooks { world in
            let daily = world.policy(.budget(100_000, .tokens, .daily))
            let id = try await record(50, world)
            world.time.advance(seconds: Self.day)
            try await correct(id, 80, cost: 0, world)
            try await expectBalance(world)
            try await world.restart()
            try await expectBalance(world)
            #expect(try world.totals(daily).used == 0)
        }
    }

    @Test func `what nobody could tell the cost of is charged once it is known, on each budget that it came under`()
        async throws
    {
        try await withBooks { world in
            let money = world.policy(.budget(100_000_000, .cost, onUnpriced: .allow), groupBy: [.apiKey])
            let id = try await record(50, by: Samples.unpriced, world)
            #expect(try world.totals(money).used == 0)
            let (known, organization) = (try #require(id), world.organization)
            let entry = try await world.database.read { transaction throws(AdminError) in
                try transaction.ledgerEntries.find(known, in: organization)
            }
            #expect(entry?.unpriced == [money.id])
            try await world.books.keepHouse()
            try await correct(id, 50, cost: 4000, world)
            #expect(try world.totals(money).used == 4000)
            try await expectBalance(world)
            try await world.restart()
            #expect(try world.totals(money).used == 4000)
        }
    }

    @Test func `a call that was settled late is put right with what its expiry had charged`() async throws {
        try await withBooks { world in
            let tokens = world.policy(.budget(100_000, .tokens, onExpiry: .charge))
            let id = try #require(try await world.reserve(try world.call(input: 100), ttl: 60).reservation?.id)
            world.time.advance(seconds: 61)
            try await world.books.keepHouse()
            let settled = try await world.settle(id, input: 120)
            #expect(try world.totals(tokens).used == 120)
            try await correct(settled.entry?.id, 30, cost: 0, world)
            #expect(try world.totals(tokens).used == 30)
            try await expectBalance(world)
        }
    }

    @Test func `a clock that is set back to before a reset leaves no counter below nothing, and calls go on`()
        async throws
    {
        try await withBooks { world in
            let tokens = world.policy(.budget(100_000, .tokens))
            let id = try await record(50, world)
            world.time.advance(seconds: 100)
            try await reset(tokens, world)
            // The period before the reset has now given back more than it was charged.
            try await correct(id, 0, cost: 0, world)
            world.time.advance(seconds: -90)
            try await world.restart()
            #expect(world.books.takeMended().count == 1)
            #expect(try world.totals(tokens).used == 0)
            try await expectBalance(world)
            _ = try await record(5, world)
            #expect(try world.totals(tokens).used == 5)
            try await expectBalance(world)
        }
    }

    @Test func `where a clock is set back to before a reset, a correction gives back no more than has been used since`()
        async throws
    {
        try await withBooks { world in
            let tokens = world.policy(.budget(100_000, .tokens))
            let id = try await record(50, world)
            world.time.advance(seconds: 100)
            try await reset(tokens, world)
            world.time.advance(seconds: -90)
            // The period before the reset goes on, and nothing is left in it.
            try await world.restart()
            #expect(world.books.takeMended().count == 1)
            try await correct(id, 0, cost: 0, world)
            _ = try await record(5, world)
            #expect(try world.totals(tokens).used == 5)
            try await expectBalance(world)
        }
    }

    @Test func `after a reset nothing is given back that the counter has not`() async throws {
        try await withBooks { world in
            let tokens = world.policy(.budget(100_000, .tokens))
            let id = try await record(50, world)
            try await reset(tokens, world)
            _ = try await record(5, world)
            try await correct(id, 0, cost: 0, world)
            #expect(try world.totals(tokens).used == 5)
            try await expectBalance(world)
        }
    }
}
