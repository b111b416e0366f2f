import AdminClient
import Foundation
import Testing
import Wire

/// Callers reserve, settle, release and forget against budgets and rate windows, the disk takes no writes for moments, the
/// daemon is killed under them, and after each start everything is added up. `make bench-exact` runs it for longer: KEYHOLD_EXACT_ROUNDS,
/// KEYHOLD_EXACT_CLIENTS and KEYHOLD_EXACT_SEED say how.
@Suite struct `A ledger whose daemon is killed` {
    @Test func `overshoots no limit, refuses nothing that fits, leaks no hold and loses no settlement`() throws {
        let environment = ProcessInfo.processInfo.environment
        let rounds = environment["KEYHOLD_EXACT_ROUNDS"].flatMap(Int.init) ?? 4
        let clients = environment["KEYHOLD_EXACT_CLIENTS"].flatMap(Int.init) ?? 8
        let seed = environment["KEYHOLD_EXACT_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0 ... .max)
        print("exactness: seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let (report, reckoning) = (ExactReport(), ExactReckoning())
        try Folder.run { folder in
            let scene = try folder.serve { try ExactScene($0) }
            let callers = (0..<clients).map { ExactCaller(number: $0, seed: random.next(), scene, reckoning) }
            for _ in 0..<rounds {
                try folder.serve { daemon in
                    try ExactAudit(scene, callers, scene.client(daemon)).run(reckoning, report)
                    try kill(daemon, under: callers, scene.client(daemon), &random)
                }
                try expectBalance(folder)
            }
            try folder.serve { daemon in
                let audit = ExactAudit(scene, callers, scene.client(daemon))
                try audit.run(reckoning, report)
                try audit.settleEverything(report)
                #expect(daemon.stop() == 0)
            }
            try expectBalance(folder)
            let calls = callers.flatMap(\.calls)
            print(
                report.table(
                    of: calls, unconfirmed: scene.unconfirmed.count, rounds: rounds, clients: clients, seed: seed))
            #expect(environment["KEYHOLD_EXACT_ROUNDS"] == nil ? report.isExactAtRest : report.isExact)
            #expect(calls.count >= rounds * 4)
        }
    }

    private func kill(
        _ daemon: Daemon, under callers: [ExactCaller], _ client: KeyholdClient, _ random: inout SeededGenerator
    ) throws {
        let begun = Counter(target: Int.random(in: 30...400, using: &random))
        try daemon.refuseWrites(forMoments: 12)
        daemon.kill(after: begun, &random)
        let surprises = Together.run(callers.count) { callers[$0].callUntilCutOff(client, begun) }
        #expect(surprises.compactMap(\.self).isEmpty)
        #expect(daemon.exitCode() == -SIGKILL)
    }
}

/// The two sums, by the daemon's own doctor.
func expectBalance(_ folder: Folder) throws {
    let doctor = try folder.admind("doctor", "--format", "json")
    #expect(doctor.status == 0, "\(doctor.output) \(doctor.talk)")
}
