import Domain
import Policy
import Storage
import TestSupport
import Testing

@testable import Admission

/// Repeated means once, raced means once; and what was taken is given back where it was taken.
struct RacedTests {
    private func expired(_ world: LimitWorld, _ requestID: String? = nil) async throws -> ReservationID {
        let id = try #require(
            try await world.reserve(world.call(input: 10), requestID, ttl: 1).reservation?.reservation.id)
        world.time.advance(milliseconds: 2000)
        try await world.books.keepHouse()
        return id
    }

    @Test(arguments: [UsageLimit.OnExpiry.release, .charge])
    func `equal late settlements at once are charged once`(_ onExpiry: UsageLimit.OnExpiry) async throws {
        try await withBooks { world in
            let budget = world.policy(.budget(1_000_000, .tokens, onExpiry: onExpiry))
            for _ in 0..<20 {
                let (books, organization, id) = (world.books, world.organization, try await expired(world))
                let settlement = Settlement(
                    usage: try TokenUsage(input: 4, output: 0), cost: nil, model: Samples.cheap, named: nil,
                    outcome: nil)
                try await withThrowingTaskGroup(of: LedgerEntryID?.self) { group in
                    for _ in 0..<12 {
                        group.addTask { try await books.settle(id, in: organization, settlement).entry?.id }
                    }
                    let ids = try await group.reduce(into: Set<LedgerEntryID?>()) { $0.insert($1) }
                    #expect(ids.count == 1)
                }
            }
            #expect(try world.totals(budget).used == 80)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `what ends while somebody reads the disk stays in memory until they are back`() async throws {
        try await withBooks { world in
            let budget = world.policy(.budget(1_000_000, .tokens))
            let id = try await expired(world)
            let book = world.books.book(of: world.organization)
            let interest = try book.use { $0.begin(reservations: [id]) }
            _ = try await world.settle(id, input: 4)
            await world.books.flush()
            #expect(try book.use { $0.reservations[id]?.row.state } == .settled)
            book.follow { $0.end(interest) }
            #expect(try book.use { $0.reservations[id] == nil })
            #expect(try world.totals(budget).used == 4)
        }
    }

    @Test func `a late settlement with another content is refused, in memory as on disk`() async throws {
        try await withBooks { world in
            world.policy(.budget(1_000_000))
            let id = try await expired(world)
            _ = try await world.settle(id, input: 4, cost: 5)
            await #expect(throws: AdminError.self) { try await world.settle(id, input: 4) }
            await #expect(throws: AdminError.self) { try await world.settle(id, input: 5, cost: 5) }
            #expect(try await world.settle(id, input: 4, cost: 5).reservation.state == .settled)
        }
    }

    @Test func `usage of a request whose reservation is released meanwhile is refused`() async throws {
        try await withBooks { world in
            let budget = world.policy(.budget(1_000_000, .tokens))
            let id = try #require(
                try await world.reserve(world.call(input: 10), "r").reservation?.reservation.id)
            let book = world.books.book(of: world.organization)
            let key = RequestKey(keyID: world.keys[0], requestID: "r")
            let interest = try book.use { $0.begin(requests: [key]) }
            _ = try await world.books.release(id, in: world.organization)
            await world.books.flush()
            let record = UsageRecord(
                call: try world.call(), requestID: "r",
                settlement: Settlement(
                    usage: try TokenUsage(input: 4, output: 0), cost: nil, model: Samples.cheap, named: nil,
                    outcome: nil))
            #expect(throws: AdminError.self) {
                try book.use { state throws(AdminError) in try state.record([record], [:], at: world.time.now()).count }
            }
            book.follow { $0.end(interest) }
            await #expect(throws: AdminError.self) {
                try await world.books.record([record], in: world.organization)
            }
            #expect(try world.totals(budget).used == 0)
        }
    }

    @Test(arguments: [false, true])
    func `what was taken from a window is not given back in another unit's`(_ restarts: Bool) async throws {
        try await withBooks { world in
            var policy = world.policy(.rate(1000, .rpm, .tokens))
            let first = try #require(try await world.reserve(world.call(input: 800)).reservation?.id)
            policy.limit = .rate(1000, .rph, .tokens)
            world.put(policy)
            if restarts { try await world.restart() }
            #expect(try await world.reserve(world.call(input: 900)).denial == nil)
            if restarts { try await world.restart() }
            _ = try await world.settle(first)
            #expect(try await world.reserve(world.call(input: 900)).denial != nil)
            #expect(try await world.reserve(world.call(input: 100)).denial == nil)
        }
    }

    @Test(arguments: [false, true])
    func `a change of the zone writes no counter, and each ends where the new one says`(
        _ restarts: Bool
    ) async throws {
        try await withBooks { world in
            let budget = world.policy(.budget(1_000_000, .tokens, .daily))
            let id = try #require(try await world.reserve(world.call(input: 10)).reservation?.id)
            _ = try await world.settle(id, input: 4)
            await world.books.flush()
            let now = world.time.now()
            let zone = try #require(TimeZoneName("Pacific/Kiritimati"))
            world.books.setTimeZone(zone, of: world.organization)
            #expect(try world.books.book(of: world.organization).use { $0.pending.isEmpty })
            if restarts {
                let change = PeriodChange(organizationID: world.organization, at: now, before: .zone(.utc))
                try await world.database.write { transaction throws(AdminError) in
                    try transaction.periodChanges.insert(change)
                }
                try await world.restart()
                world.books.book(of: world.organization).follow { $0.reckon(in: zone) }
            }
            let standing = try #require(
                try world.books.entity(valued: [""], of: budget.id, in: world.organization)?.standing)
            let end = BudgetCalendar(zone).span(of: .daily, containing: now).end
            #expect(standing.resetAt == end)
            #expect(standing.used == 4)
            world.time.advance(milliseconds: try #require(end).milliseconds - now.milliseconds)
            #expect(try world.totals(budget).used == 0)
            #expect(try await world.problems() == [])
        }
    }
}

/// Pages of counters cost what a page costs, and are the same by id as by position.
struct CounterIndexTests {
    @Test func `pages follow each other without a gap, and what was dropped is gone from them`() async throws {
        try await withBooks { world in
            let attribute = PolicyAttribute.metadata("user")
            let budget = world.policy(.budget(1_000_000, .tokens), groupBy: [attribute])
            for number in 0..<25 {
                let answer = try await world.reserve(world.call(input: 1, metadata: ["user": "u\(number)"]))
                _ = try await world.settle(try #require(answer.reservation?.id), input: Int64(number % 2))
            }
            var groups: [String] = []
            var after: CounterID?
            repeat {
                let page = try world.books.entities(
                    of: budget.id, in: world.organization, PageRequest(limit: 10, after: after))
                #expect(page.total == 25)
                groups += page.items.map(\.group)
                after = page.hasMore ? page.items.last?.id : nil
            } while after != nil
            #expect(groups == (0..<25).map { GroupText.text(of: attribute, "u\($0)") })
            let odd = try await world.books.entities(
                of: budget.id, in: world.organization, PageRequest(limit: 5), skipping: 10
            ) { $0.standing.used > 0 }
            #expect(odd.total == 12)
            #expect(odd.items.count == 2 && !odd.hasMore)
            await world.books.flush()
            let left = world.books.book(of: world.organization).follow { state in
                _ = state.dropIdleCounters(after: nil, limit: 512, at: world.time.now())
                return state.counterIndex.count
            }
            #expect(left == 12)
            #expect(try world.totals(budget) == LimitTotals(counters: 12, used: 12, held: 0))
            #expect(try await world.problems() == [])
        }
    }
}
