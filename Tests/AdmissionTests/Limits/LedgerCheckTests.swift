import Domain
import Storage
import Testing

@testable import Admission

/// What the check of the ledger finds when somebody has changed what is on disk.
struct LedgerCheckTests {
    private func counter(_ policy: LimitPolicy, _ world: LimitWorld) async throws -> LimitCounter {
        await world.books.flush()
        let found = try await world.database.read { transaction throws(AdminError) in
            var found: LimitCounter?
            try transaction.limitCounters.stored().forEach(of: policy.id, in: policy.organizationID) { counter in
                found = counter
            }
            return found
        }
        return try #require(found)
    }

    private func put(_ counter: LimitCounter, _ world: LimitWorld) async throws {
        try await world.database.write { transaction throws(AdminError) in
            try transaction.limitCounters.apply([.put(counter)], in: counter.organizationID)
        }
    }

    @Test func `a counter that differs from the ledger, or from what is held, is named with both sums`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(1000, .tokens))
            let id = try #require(try await world.reserve(try world.call(input: 60)).reservation?.id)
            _ = try await world.settle(id, input: 50)
            _ = try await world.reserve(try world.call(input: 7))
            let good = try await counter(policy, world)
            let name = "counter \(good.id) of policy \(policy.id)"
            #expect(try await world.problems() == [])

            var bad = good
            bad.used += 1
            try await put(bad, world)
            #expect(try await world.problems() == ["\(name): 51 used, but the ledger says 50"])

            bad = good
            bad.held = 0
            try await put(bad, world)
            #expect(try await world.problems() == ["\(name): 0 held, but open reservations hold 7"])

            try await world.database.write { transaction throws(AdminError) in
                try transaction.limitCounters.apply([.delete(good)], in: good.organizationID)
            }
            #expect(try await world.problems().count == 1)
            try await put(good, world)
            #expect(try await world.problems() == [])
        }
    }

    @Test func `a window that cannot be read is named`() async throws {
        try await withBooks { world in
            let policy = world.policy(.rate(5, .rph))
            _ = try await world.reserve(try world.call())
            var bad = try await counter(policy, world)
            #expect(bad.window != nil)
            bad.window = [0, 255]
            try await put(bad, world)
            #expect(
                try await world.problems() == ["counter \(bad.id) of policy \(policy.id): its window cannot be read"])
        }
    }

    @Test func `the books notice by themselves what no reservation holds`() async throws {
        try await withBooks { world in
            let policy = world.policy(.budget(1000, .tokens))
            let id = try #require(try await world.reserve(try world.call(input: 60)).reservation?.id)
            _ = try await world.settle(id, input: 50)
            #expect(await world.heldDifference() == 0)
            world.books.book(of: policy.organizationID).follow { state in
                for counter in state.policies[policy.id]?.counters.values ?? [:].values {
                    state.hold(3, on: counter)
                }
            }
            #expect(await world.heldDifference() == 3)
            _ = try await world.reserve(try world.call(input: 1))
            #expect(await world.heldDifference() == 3)
        }
    }
}
