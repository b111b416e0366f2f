import Domain
import Foundation
internal import GRDB

/// The thread that writes. A thread of its own, because a commit blocks on the disk, and blocking a thread of Swift's
/// cooperative pool takes a core away from the whole process.
struct CommitThread: Sendable {
    let queue: WriteQueue
    let gate: UseGate
    let completion: Completion
    let commit: GroupCommit
    let checkpointer: Checkpointer
    let maximumWritesPerCommit: Int

    /// Runs until the queue is closed and empty, then closes the connections.
    func start() {
        let thread = Thread { [self] in
            while let batch = queue.take(atMost: maximumWritesPerCommit) {
                commit.run(batch)
                checkpointer.follow()
            }
            gate.waitUntilUnused()
            completion.finish(closeConnections())
        }
        thread.name = "storage-commit"
        thread.start()
    }

    private func closeConnections() -> Result<Void, AdminError> {
        let stopped = Result { () throws(AdminError) in try translatingErrors { try checkpointer.close() } }
        let emptied = Result { () throws(AdminError) in try emptyLog() }
        let closed = Result { () throws(AdminError) in try translatingErrors { try commit.close() } }
        return stopped.flatMap { emptied }.flatMap { closed }
    }

    /// Leaves one complete file behind, which can be copied as it is.
    private func emptyLog() throws(AdminError) {
        guard !commit.pool.configuration.readonly else { return }
        try translatingErrors {
            do {
                try commit.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            } catch DatabaseError.SQLITE_BUSY, DatabaseError.SQLITE_FULL {
                // Another process reads the file, or it cannot grow. The log is durable as it is, and the next start takes
                // it up.
            }
        }
    }
}
