import Domain
import Foundation
import Testing

@testable import Storage

struct MigrationTests {
    private let first = Migration(version: 1, name: "first", sql: "CREATE TABLE a (x INTEGER PRIMARY KEY) STRICT;")
    private let second = Migration(
        version: 2, name: "second",
        sql: """
            CREATE TABLE b (x INTEGER PRIMARY KEY REFERENCES a (x)) STRICT; -- a comment; with a semicolon
            CREATE TRIGGER b_follows AFTER INSERT ON a BEGIN
                INSERT INTO b (x) VALUES (new.x);
                UPDATE b SET x = new.x WHERE x = new.x;
            END;
            INSERT INTO a (x) VALUES (7);
            """)
    private let broken = Migration(
        version: 3, name: "third", sql: "CREATE TABLE c (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);")

    private func open(_ folder: String, _ migrations: [Migration]) throws -> SQLiteDatabase {
        try SQLiteDatabase.open(
            SQLiteConfiguration(path: folder + "/test.db"), time: SteppingTime(), migrations: migrations,
            observer: NoCommitObserver())
    }

    private func migrate(_ folder: String, _ migrations: [Migration]) async throws -> MigrationOutcome {
        let database = try open(folder, migrations)
        let result = Result { try database.migrate() }
        try await database.close()
        return try result.get()
    }

    private func tables(_ folder: String) async throws -> [String] {
        let database = try open(folder, [])
        let names = try await database.read { transaction throws(AdminError) in
            try transaction.rows(Statement("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"), []) {
                row throws(AdminError) in try row.text(0)
            }
        }
        try await database.close()
        return names
    }

    private func backups(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".backup") }
    }

    private func execute(_ folder: String, _ sql: String) async throws {
        let database = try open(folder, [])
        try await database.write { transaction throws(AdminError) in try transaction.run(Statement(sql), []) }
        try await database.close()
    }

    @Test func `steps are applied in order, once, and written down`() async throws {
        try await withFolder { folder in
            let outcome = try await migrate(folder, [first, second])
            #expect(outcome == MigrationOutcome(applied: [first, second], snapshotPath: nil))
            #expect(try await tables(folder) == ["a", "b", "schema_migrations"])
            #expect(try await migrate(folder, [first, second]).applied.isEmpty)
            let database = try open(folder, [first, second])
            let plan = try database.plan()
            #expect(plan.applied.map(\.name) == ["first", "second"])
            #expect(plan.applied.map(\.checksum) == [first.checksum, second.checksum])
            #expect(plan.applied[0].appliedAt > SteppingTime.start)
            let copied = try await database.read { transaction throws(AdminError) in
                try transaction.integer("SELECT x FROM b")
            }
            #expect(copied == 7)
            try await database.close()
        }
    }

    @Test func `a plan changes nothing`() async throws {
        try await withFolder { folder in
            let database = try open(folder, [first, second])
            #expect(try database.plan() == MigrationPlan(applied: [], pending: [first, second]))
            try await database.close()
            #expect(try await tables(folder).isEmpty)
        }
    }

    @Test func `a database that was migrated before is copied first, and the copy opens`() async throws {
        try await withFolder { folder in
            _ = try await migrate(folder, [first])
            let outcome = try await migrate(folder, [first, second])
            let snapshot = try #require(outcome.snapshotPath)
            #expect(outcome.applied == [second])
            let stamp = #/test\.db\.before-m0002-20260131T09000\d\.\d{3}Z\.backup/#
            #expect(try backups(folder)[0].wholeMatch(of: stamp) != nil)
            #expect(try mode(snapshot) == 0o600)
            let copy = folder + "/copy"
            try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
            try FileManager.default.moveItem(atPath: snapshot, toPath: copy + "/test.db")
            #expect(try await tables(copy) == ["a", "schema_migrations"])
        }
    }

    @Test func `a database from the future is refused`() async throws {
        try await withFolder { folder in
            _ = try await migrate(folder, [first, second])
            let error = try await failure { try await migrate(folder, [first]) }
            #expect(error.code == .conflict)
            #expect(error.message.contains("from the future"))
            #expect(error.message.contains("migration 2 (second)"))
        }
    }

    @Test func `a changed past is refused, by name and by content`() async throws {
        try await withFolder { folder in
            _ = try await migrate(folder, [first])
            let renamed = Migration(version: 1, name: "other", sql: first.sql)
            let edited = Migration(version: 1, name: "first", sql: first.sql + " ")
            for changed in [renamed, edited] {
                let error = try await failure { try await migrate(folder, [changed, second]) }
                #expect(error.code == .conflict)
                #expect(error.message.contains("The past was changed"))
            }
            #expect(try await tables(folder) == ["a", "schema_migrations"])
            #expect(try backups(folder).isEmpty)
        }
    }

    @Test func `a gap is refused`() async throws {
        try await withFolder { folder in
            _ = try await migrate(folder, [first, second])
            try await execute(folder, "DELETE FROM schema_migrations WHERE version = 1")
            let error = try await failure { try await migrate(folder, [first, second]) }
            #expect(error.message.contains("a gap"))
            #expect(error.message.contains("not migration 1"))
        }
    }

    @Test func `somebody else's database is refused`() async throws {
        try await withFolder { folder in
            try await execute(folder, "CREATE TABLE theirs (x)")
            #expect(try await failure { try await migrate(folder, [first]) }.message.contains("another program"))
            #expect(try await tables(folder) == ["theirs"])
        }
    }

    @Test func `a failed step leaves nothing behind, not even its copy`() async throws {
        try await withFolder { folder in
            _ = try await migrate(folder, [first, second])
            let error = try await failure { try await migrate(folder, [first, second, broken]) }
            #expect(error.code == .internalError)
            #expect(error.message.contains("Migration 3 (third) failed and left nothing behind."))
            #expect(error.message.contains("nowhere"))
            #expect(try await tables(folder) == ["a", "b", "schema_migrations"])
            #expect(try backups(folder).isEmpty)
        }
    }

    @Test func `a step that fails after others names the copy from before them`() async throws {
        try await withFolder { folder in
            _ = try await migrate(folder, [first])
            let error = try await failure { try await migrate(folder, [first, second, broken]) }
            #expect(error.message.contains(try #require(try backups(folder).first)))
            #expect(try await tables(folder) == ["a", "b", "schema_migrations"])
        }
    }

    @Test func `a step that leaves a broken reference is undone`() async throws {
        try await withFolder { folder in
            _ = try await migrate(folder, [first, second])
            let dangling = Migration(version: 3, name: "dangling", sql: "INSERT INTO b (x) VALUES (99);")
            let error = try await failure { try await migrate(folder, [first, second, dangling]) }
            #expect(error.message.contains("of b refers to a missing row of a"))
            #expect(try await migrate(folder, [first, second]).applied.isEmpty)
        }
    }

    @Test func `a table can be rebuilt without losing what refers to it`() async throws {
        try await withFolder { folder in
            _ = try await migrate(folder, [first, second])
            let rebuild = Migration(
                version: 3, name: "rebuild",
                sql: """
                    DROP TRIGGER b_follows;
                    CREATE TABLE a2 (x INTEGER PRIMARY KEY, y TEXT) STRICT; INSERT INTO a2 (x) SELECT x FROM a;
                    DROP TABLE a; ALTER TABLE a2 RENAME TO a;
                    """)
            #expect(try await migrate(folder, [first, second, rebuild]).applied == [rebuild])
        }
    }

    @Test func `a step that ends its transaction is an error that keeps the copy`() async throws {
        try await withFolder { folder in
            _ = try await migrate(folder, [first])
            let ending = Migration(version: 2, name: "ending", sql: "CREATE TABLE b (x INTEGER) STRICT; COMMIT;")
            let error = try await failure { try await migrate(folder, [first, ending]) }
            #expect(error.message.contains("may have left changes behind"))
            #expect(error.message.contains(try #require(try backups(folder).first)))
        }
    }

    @Test func `the program's own list must count from 1`() async throws {
        try await withFolder { folder async throws in
            #expect(try await failure { try await migrate(folder, [second]) }.code == .internalError)
        }
    }

    @Test func `the checksum is FNV-1a`() {
        // The first two vectors of draft-eastlake-fnv.
        #expect(Migration(version: 1, name: "", sql: "").checksum == "cbf29ce484222325")
        #expect(Migration(version: 1, name: "", sql: "a").checksum == "af63dc4c8601ec8c")
    }

    @Test func `the embedded steps count from 1 and fit their file names`() throws {
        #expect(try MigrationHistory(known: Migration.embedded).known.first?.name == "spine")
    }

    @Test func `starting locks, opens and migrates`() async throws {
        try await withFolder { folder in
            let configuration = SQLiteConfiguration(path: folder + "/test.db")
            func start() throws -> MigratedDatabase {
                try SQLiteDatabase.openMigrated(
                    configuration, time: SteppingTime(), migrations: [first], observer: NoCommitObserver())
            }
            let started = try start()
            #expect(started.migration.applied == [first])
            #expect(try await failure { try start() }.code == .conflict)
            try await started.database.close()
            started.lock.release()
            let again = try start()
            try await again.database.close()
        }
    }
}
