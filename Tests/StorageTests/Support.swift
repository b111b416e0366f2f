import Domain
import Foundation
import Storage
import Synchronization
import Testing

/// Runs `body` with a folder of its own, which is gone afterwards.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("storage-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}

/// Runs `body` with a migrated database in a folder of its own, and closes it.
func withDatabase(
    waiting: Int = 4096, perCommit: Int = 512, checkpointPages: Int = 8192, time: any TimeSource = SteppingTime(),
    observer: any CommitObserver = NoCommitObserver(), _ body: (SQLiteDatabase) async throws -> Void
) async throws {
    try await withFolder { folder in
        let configuration = SQLiteConfiguration(
            path: folder + "/test.db", maximumWaitingWrites: waiting, maximumWritesPerCommit: perCommit,
            checkpointPages: checkpointPages)
        let database = try SQLiteDatabase.open(configuration, time: time, migrations: [.items], observer: observer)
        _ = try database.migrate()
        try await body(database)
        try await database.close()
    }
}

/// The same with the schema that the daemon has.
func withSchema(_ body: (SQLiteDatabase) async throws -> Void) async throws {
    try await withFolder { folder in
        let database = try SQLiteDatabase.open(
            SQLiteConfiguration(path: folder + "/test.db"), time: SteppingTime(), observer: NoCommitObserver())
        _ = try database.migrate()
        try await body(database)
        try await database.close()
    }
}

extension Migration {
    static let items = Migration(
        version: 1, name: "items",
        sql: """
            -- A table, a child whose reference is checked at the commit, and one whose reference is checked at once.
            CREATE TABLE items (id TEXT PRIMARY KEY, note TEXT, size INTEGER CHECK (size >= 0), body BLOB) STRICT;
            CREATE TABLE late (item_id TEXT NOT NULL REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
            CREATE TABLE early (item_id TEXT NOT NULL REFERENCES items (id)) STRICT;
            """)
}

extension Statement {
    static let insert = Statement("INSERT INTO items (id) VALUES ($1)")
    static let insertLate = Statement("INSERT INTO late (item_id) VALUES ($1)")
    static let ids = Statement("SELECT id FROM items ORDER BY id")
}

extension Transaction {
    func insert(_ id: String) throws(AdminError) { try run(.insert, [.text(id)]) }

    func ids() throws(AdminError) -> [String] {
        try rows(.ids, []) { row throws(AdminError) in try row.text(0) }
    }

    func text(_ sql: String) throws(AdminError) -> String? {
        try firstRow(Statement(sql), []) { row throws(AdminError) in try row.text(0) }
    }

    func integer(_ sql: String) throws(AdminError) -> Int64? {
        try firstRow(Statement(sql), []) { row throws(AdminError) in try row.integer(0) }
    }
}

extension Database {
    func ids() async throws -> [String] {
        try await read { transaction throws(AdminError) in try transaction.ids() }
    }
}

/// One millisecond later each time it is asked.
final class SteppingTime: TimeSource {
    static let start = Instant(milliseconds: 1_769_850_000_000)
    private let asked = Mutex<Int64>(0)

    var timesAsked: Int64 { asked.withLock { $0 } }

    func now() -> Instant {
        asked.withLock { asked in
            asked += 1
            return Instant(milliseconds: Self.start.milliseconds + asked)
        }
    }
}

/// What happened, in the order in which it happened, whichever thread it was on.
final class Recorder<Event: Sendable>: Sendable {
    private let recorded = Mutex<[Event]>([])

    var events: [Event] { recorded.withLock { $0 } }

    func record(_ event: Event) { recorded.withLock { $0.append(event) } }
}

extension Recorder: CommitObserver where Event == CommitReport {
    func didCommit(_ report: CommitReport) { record(report) }
}

/// The error that `body` throws.
func failure<Result>(_ body: () async throws -> Result) async throws -> AdminError {
    let error = await #expect(throws: AdminError.self) { _ = try await body() }
    return try #require(error)
}

func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
}
