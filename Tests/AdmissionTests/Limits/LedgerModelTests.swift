import Domain
import Policy
import TestSupport
import Testing

@testable import Admission

/// Random histories of calls against a ledger so plain that it is seen to be right: lists of what happened, added up
/// whenever somebody asks.
struct LedgerModelTests {
    private struct Open {
        let id: ReservationID
        let key: Int
        let tokens: Int64
        let cost: Int64
        var expiresAt: Instant
        /// The policies that were active when it was made.
        let policies: Set<Int>
    }

    /// The policies of the test: a budget of each measure, by key and together, with and without an end.
    private static func policies(_ world: LimitWorld) -> [LimitPolicy] {
        [
            world.policy(.budget(4_000_000), groupBy: [.apiKey]),
            world.policy(.budget(9_000, .tokens, .hourly)),
            world.policy(.budget(40, .requests, .daily), groupBy: [.apiKey]),
            world.policy(.budget(2_500, .tokens, .never, onExpiry: .charge), groupBy: [.apiKey]),
            world.policy(.rate(7, nil, .concurrent)),
        ]
    }

    private struct History {
        let world: LimitWorld
        var policies: [LimitPolicy]
        var active: Set<Int>
        var charges: [[(key: Int, at: Instant, amount: Int64)]]
        /// Per policy and key: when it was last set back.
        var resets: [[Instant?]]
        var open: [Open] = []
        var expired: [Open] = []

        init(_ world: LimitWorld) {
            self.world = world
            policies = LedgerModelTests.policies(world)
            active = Set(policies.indices)
            charges = policies.map { _ in [] }
            resets = policies.map { _ in [nil, nil, nil] }
        }

        var now: Instant { world.time.now() }

        func isGrouped(_ policy: Int) -> Bool { !policies[policy].groupBy.isEmpty }

        func usage(_ policy: Int) -> UsageLimit? {
            if case .usage(let usage) = policies[policy].limit { usage } else { nil }
        }

        func used(_ policy: Int, _ key: Int) -> Int64 {
            guard let usage = usage(policy) else { return 0 }
            let start = BudgetCalendar(.utc).span(of: usage.period, containing: now).start
            let from = max(start, resets[policy][isGrouped(policy) ? key : 0] ?? .earliest)
            return charges[policy].filter { $0.at >= from && (!isGrouped(policy) || $0.key == key) }
                .reduce(0) { $0 + $1.amount }
        }

        func held(_ policy: Int, _ key: Int) -> Int64 {
            open.filter { $0.policies.contains(policy) && (!isGrouped(policy) || $0.key == key) }
                .reduce(0) { sum, open in sum + amount(policy, open.tokens, open.cost, 1) }
        }

        func amount(_ policy: Int, _ tokens: Int64, _ cost: Int64, _ requests: Int64) -> Int64 {
            switch usage(policy)?.measure {
            case .tokens: tokens
            case .cost: cost
            case .requests: requests
            case nil: 1
            }
        }

        func limit(_ policy: Int) -> Int64 {
            switch policies[policy].limit {
            case .usage(let usage): usage.amount
            case .rate(let rate): rate.value
            }
        }

        func admits(_ key: Int, _ tokens: Int64, _ cost: Int64) -> Bool {
            active.allSatisfy { policy in
                used(policy, key) + held(policy, key) + amount(policy, tokens, cost, 1) <= limit(policy)
            }
        }

        /// An archived policy still counts the calls that it has let through.
        mutating func charge(_ settled: Open, _ tokens: Int64) {
            for policy in active.union(settled.policies) where usage(policy) != nil {
                charges[policy].append((settled.key, now, amount(policy, tokens, tokens * 1000, 1)))
            }
        }

        mutating func archiveOrRestore(_ policy: Int) {
            if active.remove(policy) == nil { active.insert(policy) }
            policies[policy].status = active.contains(policy) ? .active : .archived
            world.put(policies[policy])
        }

        mutating func expireDue() {
            for gone in open where gone.expiresAt <= now {
                for policy in gone.policies where usage(policy)?.onExpiry == .charge {
                    charges[policy].append((gone.key, now, gone.tokens))
                }
            }
            let now = now
            expired += open.filter { $0.expiresAt <= now }
            open.removeAll { $0.expiresAt <= now }
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `counters say what adding everything up again says`(_ seed: UInt64) async throws {
        try await withBooks { world in
            var random = SeededGenerator(seed: seed)
            var history = History(world)
            for step in 0..<700 {
                try await take(step: &history, &random)
                if try compare(history) == false {
                    Issue.record("seed \(seed), step \(step)")
                    return
                }
                if step % 100 == 99 {
                    #expect(try await world.problems() == [], "seed \(seed), step \(step)")
                    #expect(await world.heldDifference() == 0, "seed \(seed), step \(step)")
                }
            }
        }
    }

    private func take(step history: inout History, _ random: inout SeededGenerator) async throws {
        let world = history.world
        let key = Int.random(in: 0..<3, using: &random)
        let tokens = Int64.random(in: 1...900, using: &random)
        switch Int.random(in: 0..<21, using: &random) {
        case 0...7:
            let expected = history.admits(key, tokens, tokens * 1000)
            let answer = try await world.reserve(
                try world.call(key, input: tokens), ttl: Int64.random(in: 1...3000, using: &random))
            #expect((answer.denial == nil) == expected)
            guard let row = answer.reservation else { return }
            history.open.append(
                Open(
                    id: row.id, key: key, tokens: tokens, cost: tokens * 1000, expiresAt: row.expiresAt,
                    policies: history.active))
        case 8...13:
            guard let index = history.open.indices.randomElement(using: &random) else { return }
            let open = history.open.remove(at: index)
            _ = try await world.settle(open.id, input: tokens)
            history.charge(open, tokens)
        case 14:
            guard let index = history.open.indices.randomElement(using: &random) else { return }
            let open = history.open.remove(at: index)
            _ = try await world.books.release(open.id, in: world.organization)
        case 15:
            guard let index = history.open.indices.randomElement(using: &random) else { return }
            let known = try await world.books.extend(history.open[index].id, in: world.organization, ttlSeconds: 900)
            history.open[index].expiresAt = known.reservation.expiresAt
        case 16:
            world.time.advance(seconds: Int64.random(in: 0...2500, using: &random))
            history.expireDue()
        case 17: try await world.restart()
        case 18: try await reset(&history, key, &random)
        case 19: history.archiveOrRestore(Int.random(in: 0..<5, using: &random))
        default: try await settleLate(&history, tokens, &random)
        }
    }

    private func reset(_ history: inout History, _ key: Int, _ random: inout SeededGenerator) async throws {
        // Later than everything that was charged, so that "since then" has one meaning.
        history.world.time.advance(milliseconds: 5)
        history.expireDue()
        let policy = Int.random(in: 0..<4, using: &random)
        let group = history.isGrouped(policy) ? "api_key:\(history.world.keys[key])" : ""
        let world = history.world
        let entity = try world.books.entity(
            valued: [group], of: history.policies[policy].id, in: world.organization)
        guard let entity else { return }
        _ = try await world.books.reset(
            entity.id, of: history.policies[policy].id, in: world.organization, with: { _ in })
        world.time.advance(milliseconds: 5)
        history.resets[policy][history.isGrouped(policy) ? key : 0] = history.now
        history.expireDue()
    }

    private func settleLate(
        _ history: inout History, _ tokens: Int64, _ random: inout SeededGenerator
    ) async throws {
        guard let index = history.expired.indices.randomElement(using: &random) else { return }
        let gone = history.expired.remove(at: index)
        _ = try await history.world.settle(gone.id, input: tokens)
        for policy in history.active.union(gone.policies) {
            guard let usage = history.usage(policy) else { continue }
            let amount = history.amount(policy, tokens, tokens * 1000, 1)
            guard usage.onExpiry == .charge, gone.policies.contains(policy) else {
                history.charges[policy].append((gone.key, history.now, amount))
                continue
            }
            // Put right in the period in which the expiry was charged; once that was set back, only what is missing.
            let reset = history.resets[policy][gone.key] ?? .earliest
            let isSamePeriod =
                gone.expiresAt >= reset
                && history.charges[policy].contains {
                    $0.key == gone.key && $0.amount == gone.tokens && $0.at >= reset && $0.at >= gone.expiresAt
                }
            history.charges[policy].append(
                (gone.key, history.now, isSamePeriod ? amount - gone.tokens : max(0, amount - gone.tokens)))
        }
    }

    private func compare(_ history: History) throws -> Bool {
        let world = history.world
        for (position, policy) in history.policies.enumerated() {
            let entities = try world.books.entities(
                of: policy.id, in: world.organization, PageRequest()
            ).items
            for key in 0..<3 {
                let group = history.isGrouped(position) ? "api_key:\(world.keys[key])" : ""
                let standing = entities.first { $0.group == group }?.standing
                let (used, held) = (history.used(position, key), history.held(position, key))
                guard standing?.used ?? 0 != used || standing?.held ?? 0 != held else { continue }
                Issue.record(
                    "policy \(position), key \(key): \(standing?.used ?? 0) used, \(standing?.held ?? 0) held, not \(used), \(held)"
                )
                return false
            }
        }
        return true
    }
}
