import Dispatch
import Domain
internal import GRDB

/// Carries out a batch of writes in one commit: each body in a savepoint of its own, one sync to disk for all.
///
/// A savepoint cannot contain two things: a deferred constraint, which is checked by the commit, and an error on which
/// SQLite undoes the whole transaction. One body would then fail its neighbours, so that batch is run again, a commit
/// for each: only the guilty one fails. A failure of the disk at the commit fails the batch: it is nobody's fault, and
/// trying again body by body would turn one slow failure into hundreds.
///
/// Unchecked, because the cache is used where the pool's writer is, and nowhere else.
struct GroupCommit: @unchecked Sendable {
    let pool: DatabasePool
    let time: any TimeSource
    let observer: any CommitObserver
    private let cache = StatementCache()

    init(pool: DatabasePool, time: any TimeSource, observer: any CommitObserver) {
        self.pool = pool
        self.time = time
        self.observer = observer
    }

    /// To be called on the commit's thread, after the last commit.
    func close() throws {
        cache.removeAll()
        try pool.close()
    }

    func run(_ batch: [WriteRequest]) {
        let outcome = commit(batch)
        guard !outcome.needsSeparateCommits else {
            for request in batch { run([request]) }
            return
        }
        for action in outcome.actions { action() }
        for reply in outcome.replies { reply() }
    }

    private func commit(_ batch: [WriteRequest]) -> BatchOutcome {
        let startedAt = DispatchTime.now().uptimeNanoseconds
        var outcome = BatchOutcome(
            isShared: batch.count > 1,
            longestWaitNanoseconds: batch.map { startedAt &- $0.enqueuedAt }.max() ?? 0)
        pool.writeWithoutTransaction { connection in
            do {
                try connection.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
            } catch {
                return outcome.failAll(batch, GRDBErrors.translate(error))
            }
            attempt(batch, on: connection, &outcome)
            finish(connection, &outcome)
        }
        if let report = outcome.report { observer.didCommit(report) }
        return outcome
    }

    private func attempt(_ batch: [WriteRequest], on connection: GRDB.Database, _ outcome: inout BatchOutcome) {
        for request in batch {
            let transaction = SQLiteTransaction(connection, now: time.now(), cache: cache)
            do {
                let reply = try attempt(request, transaction, on: connection, inSavepoint: outcome.isShared)
                guard connection.isInsideTransaction else {
                    throw AdminError.internal("the transaction was undone under a body that ignored it")
                }
                outcome.keep(request, reply, transaction.actions)
            } catch {
                outcome.refuse(request, GRDBErrors.translate(error))
            }
            if !connection.isInsideTransaction { return outcome.lose() }
        }
    }

    private func attempt(
        _ request: WriteRequest, _ transaction: SQLiteTransaction, on connection: GRDB.Database, inSavepoint: Bool
    ) throws -> @Sendable () -> Void {
        defer { transaction.end() }
        guard inSavepoint else { return try request.attempt(transaction) }
        _ = try transaction.run(Self.savepoint, [])
        do {
            let reply = try request.attempt(transaction)
            _ = try transaction.run(Self.release, [])
            return reply
        } catch {
            undoSavepoint(connection)
            throw error
        }
    }

    private static let savepoint = Statement("SAVEPOINT body")
    private static let release = Statement("RELEASE body")

    private func undoSavepoint(_ connection: GRDB.Database) {
        guard connection.isInsideTransaction else { return }
        do {
            try connection.cachedStatement(sql: "ROLLBACK TO body").execute()
            try connection.cachedStatement(sql: "RELEASE body").execute()
        } catch {
            // What a failed undo leaves behind must not be committed with the neighbours.
            try? connection.rollback()
        }
    }

    private func finish(_ connection: GRDB.Database, _ outcome: inout BatchOutcome) {
        // A rolled-back savepoint leaves its pages dirty: a commit would write and sync them for nothing.
        if outcome.kept.isEmpty || outcome.isLost { return rollBack(connection) }
        let startedAt = DispatchTime.now().uptimeNanoseconds
        do {
            try connection.cachedStatement(sql: "COMMIT").execute()
            outcome.succeed(commitNanoseconds: DispatchTime.now().uptimeNanoseconds - startedAt)
        } catch {
            let nanoseconds = DispatchTime.now().uptimeNanoseconds - startedAt
            rollBack(connection)
            outcome.failCommit(
                GRDBErrors.translate(error), commitNanoseconds: nanoseconds,
                isFaultOfABody: GRDBErrors.isConstraintViolation(error))
        }
    }

    /// An error here is no news: either SQLite has rolled back by itself, or GRDB stops the process before a second
    /// transaction can begin inside the first.
    private func rollBack(_ connection: GRDB.Database) { try? connection.rollback() }
}
