import Domain
import Storage
import Synchronization

/// Carries what commits have made of counters over into their table, beside the commits.
///
/// In one of them it would take some 40 ms, and everybody would wait. In pieces it may be broken off anywhere: until all of
/// it is over the changes stay where they are, and count for more than the table does.
final class CounterCarrier: Sendable {
    /// Commits: so many rows of changes gather before they are worth it.
    static let interval = 1024
    /// Counters in a piece: well under a millisecond.
    private static let pieceSize = 128

    private struct State {
        /// Since it was last begun.
        var commits = 0
        var isUnderWay = false
    }

    private let database: any Database
    private let spawner: any Spawner
    private let state = Mutex(State())

    init(database: any Database, spawner: any Spawner) {
        self.database = database
        self.spawner = spawner
    }

    /// - Parameter commits: whose changes an earlier process has left.
    func start(after commits: Int64) { state.withLock { $0.commits = Int(clamping: commits) } }

    func didCommit() {
        let isDue = state.withLock { state in
            state.commits += 1
            guard state.commits >= Self.interval, !state.isUnderWay else { return false }
            state = State(commits: 0, isUnderWay: true)
            return true
        }
        guard isDue else { return }
        spawner.spawn { [self] in
            // What fails is tried again after as many commits: the changes are as safe where they are.
            try? await carryOver()
            state.withLock { $0.isUnderWay = false }
        }
    }

    private func carryOver() async throws(AdminError) {
        let changes = try await database.read { transaction throws(AdminError) in
            try transaction.limitCounters.changes()
        }
        guard let newest = changes.newest else { return }
        let all = changes.inOrder
        for start in stride(from: 0, to: all.count, by: Self.pieceSize) {
            try await database.write { transaction throws(AdminError) in
                try transaction.limitCounters.carryOver(all[start..<min(start + Self.pieceSize, all.count)])
            }
        }
        try await database.write { transaction throws(AdminError) in
            try transaction.limitCounters.forgetChanges(through: newest)
        }
    }
}
