import Dispatch
import Domain
internal import GRDB

/// The database in one SQLite file: one connection that writes, several that read, and a commit shared by whatever
/// waits for it.
///
/// A write is answered once it is synced to disk (`synchronous=FULL` over a write-ahead log), so one sync must serve
/// many callers: while a commit runs, the next batch gathers. There is no timer, so a lone caller never waits for
/// company.
public final class SQLiteDatabase: Database {
    public let configuration: SQLiteConfiguration
    let pool: DatabasePool
    let time: any TimeSource
    let migrations: [Migration]
    let gate = UseGate()
    private let queue: WriteQueue
    private let completion = Completion()

    /// Takes over a pool whose settings have been checked.
    init(
        _ configuration: SQLiteConfiguration, pool: DatabasePool, checkpointer: Checkpointer, time: any TimeSource,
        migrations: [Migration], observer: any CommitObserver
    ) {
        self.configuration = configuration
        self.pool = pool
        self.time = time
        self.migrations = migrations
        queue = WriteQueue(maximumWaiting: configuration.maximumWaitingWrites)
        CommitThread(
            queue: queue, gate: gate, completion: completion,
            commit: GroupCommit(pool: pool, time: time, observer: observer), checkpointer: checkpointer,
            maximumWritesPerCommit: configuration.maximumWritesPerCommit
        ).start()
    }

    deinit { refuseNewUses() }

    /// - Throws: what `body` throws; `unavailable` when the database is closed or the calling task is cancelled, which
    ///   interrupts the query.
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result
    ) async throws(AdminError) -> Result {
        try gate.enter()
        defer { gate.leave() }
        let (result, actions) = try await readOnReader(body)
        for action in actions { action() }
        return result
    }

    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result,
        completion: @escaping @Sendable (Swift.Result<Result, AdminError>) -> Void
    ) {
        do throws(AdminError) {
            try queue.enqueue(
                WriteRequest(enqueuedAt: DispatchTime.now().uptimeNanoseconds, body: body, reply: completion))
        } catch {
            completion(.failure(error))
        }
    }

    /// Refuses new work, finishes what has been taken on, empties the log into the file and closes it. Further calls wait
    /// for the same end.
    public func close() async throws(AdminError) {
        refuseNewUses()
        try await completion.wait()
    }

    private func refuseNewUses() {
        gate.close()
        queue.close()
    }

    private func readOnReader<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result
    ) async throws(AdminError) -> (Result, [@Sendable () -> Void]) {
        do {
            return try await pool.read { [time] connection in
                let transaction = SQLiteTransaction(connection, now: time.now())
                defer { transaction.end() }
                let result = try body(transaction)
                return (result, transaction.actions)
            }
        } catch {
            throw GRDBErrors.translate(error)
        }
    }
}
