import Domain
import Testing

@testable import Storage

/// Counters on disk are what was last made of them, whether it has been carried over or not.
struct LimitCounterStoreTests {
    private let source = UUIDv7Source()
    private let now = SteppingTime.start

    private func counter(_ owner: CounterOwner, _ group: String, used: Int64 = 0, held: Int64 = 0) -> LimitCounter {
        LimitCounter(
            id: source.next(LimitCounter.self, at: now), organizationID: owner.organization, policyID: owner.policy,
            group: group, used: used, held: held, periodStart: now, periodEnd: now.adding(seconds: 60),
            window: nil, updatedAt: now)
    }

    private func owner() -> CounterOwner {
        CounterOwner(
            organization: source.next(Organization.self, at: now), policy: source.next(LimitPolicy.self, at: now))
    }

    private func stored(_ owner: CounterOwner, in database: SQLiteDatabase) async throws -> [String: LimitCounter] {
        try await database.read { transaction throws(AdminError) in
            var found: [String: LimitCounter] = [:]
            try transaction.limitCounters.stored().forEach(of: owner.policy, in: owner.organization) { counter in
                #expect(found.updateValue(counter, forKey: counter.group) == nil)
            }
            return found
        }
    }

    private func count(_ table: String, in database: SQLiteDatabase) async throws -> Int64 {
        let statement = Statement("SELECT COUNT(*) FROM \(table)", crossTenantReason: "a test counts them all")
        return try await database.read { transaction throws(AdminError) in
            try transaction.firstRow(statement, []) { row throws(AdminError) in try row.integer(0) } ?? 0
        }
    }

    @Test func `any changes leave what applying them one by one leaves, before, while and after they are carried over`()
        async throws
    {
        try await withSchema { database in
            let owners = [owner(), owner(), owner()]
            var model: [CounterOwner: [String: LimitCounter]] = [:]
            var random = SystemRandomNumberGenerator()
            for _ in 0..<600 {
                let owner = owners.randomElement(using: &random)!
                let changes = (0..<Int.random(in: 1...6, using: &random)).map { _ -> CounterChange in
                    let group = "group-\(Int.random(in: 0..<8, using: &random))"
                    guard Int.random(in: 0..<4, using: &random) > 0 else {
                        model[owner, default: [:]][group] = nil
                        return .delete(owner, group: group)
                    }
                    let made = counter(owner, group, used: .random(in: 0...(.max), using: &random))
                    model[owner, default: [:]][group] = made
                    return .put(made)
                }
                try await database.write { transaction throws(AdminError) in
                    try transaction.limitCounters.apply(changes, in: owner.organization)
                }
            }
            func expectModel() async throws {
                for owner in owners { #expect(try await stored(owner, in: database) == model[owner] ?? [:]) }
            }
            try await expectModel()
            let changes = try await database.read { transaction throws(AdminError) in
                try transaction.limitCounters.changes()
            }
            // Carried over in two pieces, with something newer between them.
            let (all, newest) = (changes.inOrder, try #require(changes.newest))
            try await database.write { transaction throws(AdminError) in
                try transaction.limitCounters.carryOver(all.prefix(all.count / 2))
            }
            try await expectModel()
            let newer = owners.map { counter($0, "group-0") }
            for counter in newer {
                model[CounterOwner(counter), default: [:]]["group-0"] = counter
                try await database.write { transaction throws(AdminError) in
                    try transaction.limitCounters.apply([.put(counter)], in: counter.organizationID)
                }
            }
            try await database.write { transaction throws(AdminError) in
                try transaction.limitCounters.carryOver(all.dropFirst(all.count / 2))
                try transaction.limitCounters.forgetChanges(through: newest)
            }
            #expect(try await count("limit_counter_changes", in: database) == Int64(newer.count))
            try await expectModel()
        }
    }

    @Test func `a policy is known by counters that have not been carried over, and one of two tenants alone`()
        async throws
    {
        try await withSchema { database in
            let (first, second) = (owner(), owner())
            let made = [first, second].map { counter($0, "") }
            let carried = counter(first, "other")
            try await database.write { transaction throws(AdminError) in
                try transaction.limitCounters.carryOver([.put(carried)])
                for counter in made { try transaction.limitCounters.apply([.put(counter)], in: counter.organizationID) }
            }
            let owners = try await database.read { transaction throws(AdminError) in
                try transaction.limitCounters.stored().policies()
            }
            #expect(owners == [first, second].sorted())
            #expect(try await stored(first, in: database).count == 2)
            let foreign = CounterOwner(organization: second.organization, policy: first.policy)
            #expect(try await stored(foreign, in: database).isEmpty)
        }
    }

    @Test func `a counter comes back with every field that it may have`() throws {
        let owner = owner()
        var full = counter(owner, "api_key:1|metadata.user:\u{1F511} ä", used: .max, held: .max)
        full.window = [UInt8](repeating: 0x80, count: 300)
        var bare = counter(owner, "")
        (bare.periodEnd, bare.window) = (nil, [])
        let changes: [CounterChange] = [.put(full), .put(bare), .delete(owner, group: "x")]
        #expect(try CounterChange.read(CounterChange.bytes(changes), in: owner.organization) == changes)
    }

    @Test func `a row that is not whole, or says something else, is an error and no counter`() throws {
        let owner = owner()
        let bytes = try CounterChange.bytes([.put(counter(owner, "g", used: 300, held: 5))])
        var wrong: [[UInt8]] = (0..<bytes.count).filter { $0 != 1 }.map { Array(bytes.prefix($0)) }
        wrong += [[2] + bytes.dropFirst(), [1, 3] + bytes.dropFirst(2), bytes + [0]]
        for bytes in wrong {
            #expect(CounterChange.read(bytes, in: owner.organization) == nil, "\(bytes)")
        }
        var negative = counter(owner, "g")
        negative.held = -1
        #expect(throws: AdminError.self) { try CounterChange.bytes([.put(negative)]) }
    }
}
