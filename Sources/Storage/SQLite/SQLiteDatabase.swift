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
        _ configuration: SQLiteConfiguration, pool: DatabasePool, time: any TimeSource, migrations: [Migration],
        observer: any CommitObserver
    ) {
        self.configuration = configuration
        self.pool = pool
        self.time = time
        self.migrations = migrations
        queue = WriteQueue(maximumWaiting: configuration.maximumWaitingWrites)
        CommitThread(
            queue: queue, gate: gate, completion: completion,
            commit: GroupCommit(pool: pool, time: time, observer: observer),
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

    /// A call that has been taken on is carried out and answered exactly once, whether its task is cancelled or not:
    /// "cancelled" would leave the caller not knowing what is on disk.
    ///
    /// - Throws: what `body` throws; `unavailable` when too many writes are waiting or the database is closed, and then
    ///   nothing was done; the translated failure of the commit, and then nothing of `body` is left.
    @discardableResult
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result
    ) async throws(AdminError) -> Result {
        let outcome: Swift.Result<Result, AdminError> = await withCheckedContinuation { continuation in
            let request = WriteRequest(enqueuedAt: DispatchTime.now().uptimeNanoseconds, body: body) {
                continuation.resume(returning: $0)
            }
            do throws(AdminError) {
                try queue.enqueue(request)
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
        return try outcome.get()
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
