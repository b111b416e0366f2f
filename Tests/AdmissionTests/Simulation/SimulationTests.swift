import Foundation
import Testing

/// What was acknowledged is never undone, what was not is never charged, nobody is left without an answer, and every book
/// opens again: whatever the disk does.
struct SimulationTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let steps = environment["KEYHOLD_SIMULATION_STEPS"].flatMap { Int($0) } ?? 250_000
    private static let seeds: [UInt64] =
        environment["KEYHOLD_SIMULATION_SEED"].flatMap { UInt64($0) }.map { [$0] } ?? [1, 2, 3, 4]

    @Test(arguments: seeds)
    func `the ledger keeps its promises over a disk that does not`(_ seed: UInt64) async {
        let simulation = Simulation(seed: seed)
        // On a thread of its own: other tests need those that tasks share.
        let problems = await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: simulation.run(steps: Self.steps)) }.start()
        }
        #expect(problems == [], "make simulate SEED=\(seed) STEPS=\(Self.steps)")
        print("simulation: seed \(seed), \(simulation.step) steps, \(simulation.statistics)")
    }
}
