import Foundation
import TestSupport
import Testing

/// Σ ledger = counters = Σ of an exact recount, to the nano-dollar, over all meters, variants and tiers: with corrections,
/// refunds, prices that come late, and repricing.
struct RecountTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// How many usages; `KEYHOLD_RECOUNT_USAGES=1000000` takes some minutes.
    private static let usages = environment["KEYHOLD_RECOUNT_USAGES"].flatMap { Int($0) } ?? 1500
    private static let seeds: [UInt64] =
        environment["KEYHOLD_RECOUNT_SEED"].flatMap { UInt64($0) }.map { [$0] } ?? [1, 2]

    @Test(arguments: seeds)
    func `what all calls have used and cost is the same in the ledger, on the counters and counted anew`(_ seed: UInt64)
        async throws
    {
        try await withWorld { world in
            let recount = try await Recount(world, seed: seed)
            let batch = max(10, min(1000, Self.usages / 200))
            var step = 0
            while recount.usages < Self.usages, recount.problems.isEmpty {
                try await recount.step(calls: batch)
                step += 1
                if step % 25 == 0 { try await recount.compare() }
            }
            try await recount.compareWhole()
            #expect(recount.problems == [], "seed \(seed), step \(step)")
            #expect(recount.corrections > 0 && recount.repriced > 0)
            print(
                """
                recount: seed \(seed), \(recount.usages) usages, \(recount.corrections) corrections, \
                \(recount.repriced) repriced
                """)
        }
    }
}
