import Domain
import Foundation
internal import GRDB
internal import GRDBSQLite
import Synchronization

/// Carries the log over into the file beside the writes, on a connection and a thread of its own.
///
/// By itself SQLite does so within the commit that fills the log, and whoever writes waits for it: some 50 ms. Beside the
/// writes it never quite catches up, and so could never let the log begin anew: what is left then, the commit's thread
/// does between two commits.
///
/// Unchecked, because GRDB's queue guards its connection, and `nextAt` belongs to the commit's thread.
final class Checkpointer: @unchecked Sendable {
    private enum Phase { case resting, running, caughtUp }

    /// Pages in the log that are worth carrying over.
    private let limit: Int
    private let connection: DatabaseQueue
    private let pool: DatabasePool
    private let phase = Mutex(Phase.resting)
    /// Pages in the log after the last commit.
    private let logSize = Atomic<Int>(0)
    private var nextAt: Int
    private let path: String

    /// - Throws: what opening a connection throws.
    init(_ configuration: SQLiteConfiguration, settings: GRDB.Configuration, pool: DatabasePool) throws {
        self.pool = pool
        limit = configuration.checkpointPages
        nextAt = limit
        path = configuration.path
        connection = try DatabaseQueue(path: configuration.path, configuration: settings)
        // A connection knows of the log once it has read the file.
        if !configuration.isReadOnly { try connection.inDatabase { try Pragmas.check($0) } }
        pool.writeWithoutTransaction { writer in
            let context = Unmanaged.passUnretained(self).toOpaque()
            let hook: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, CInt) -> CInt = {
                context, _, _, pages in
                guard let context else { return SQLITE_OK }
                let checkpointer = Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue()
                checkpointer.logSize.store(Int(pages), ordering: .relaxed)
                return SQLITE_OK
            }
            // Takes the place of SQLite's own checkpoints.
            sqlite3_wal_hook(writer.sqliteConnection, hook, context)
        }
    }

    /// To be called on the commit's thread, between commits. Fails in silence: a log that could not be carried over is
    /// as durable, and is tried again after as much again.
    func follow() {
        let size = logSize.load(ordering: .relaxed)
        switch phase.withLock(\.self) {
        case .running: return
        case .resting where isDue(size):
            phase.withLock { $0 = .running }
            connection.asyncWriteWithoutTransaction { [self] connection in
                _ = try? connection.checkpoint(.passive)
                phase.withLock { $0 = .caughtUp }
            }
        case .resting: return
        case .caughtUp:
            let rest = try? pool.writeWithoutTransaction { try $0.checkpoint(.passive) }
            // A reader may hold on to an older state of the file, and with it to the log.
            let isWhole = rest.map { $0.walFrameCount == $0.checkpointedFrameCount } ?? false
            nextAt = isWhole ? limit : size + limit
            phase.withLock { $0 = .resting }
        }
    }

    /// A log of the usual size may be more than a small disk has, and what it has taken it gives back to nobody but the next
    /// log: it may have an eighth of what is free.
    private func isDue(_ size: Int) -> Bool {
        // Not worth asking the disk for.
        guard size >= min(Self.smallest, limit) else { return false }
        return size >= nextAt - limit + Self.limit(limit, freeBytes: Self.freeBytes(at: path))
    }

    private static let smallest = 64
    private static let pageBytes: Int64 = 4096

    /// Pages, of as many at most.
    static func limit(_ most: Int, freeBytes: Int64?) -> Int {
        guard let freeBytes else { return most }
        return min(most, max(smallest, Int(clamping: freeBytes / 8 / pageBytes)))
    }

    /// `nil` where the system does not say.
    private static func freeBytes(at path: String) -> Int64? {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else { return nil }
        return Int64(clamping: disk.f_bavail).multipliedReportingOverflow(by: Int64(clamping: disk.f_frsize))
            .partialValue
    }

    /// To be called on the commit's thread, after the last commit. Waits for what is under way.
    func close() throws { try connection.close() }
}
