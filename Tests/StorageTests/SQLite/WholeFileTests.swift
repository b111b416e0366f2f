import Domain
import Foundation
import Testing

@testable import Storage

/// What stands under its own name is whole, and a database is what it is taken for.
struct WholeFileTests {
    private func fill(_ path: String) {
        _ = FileManager.default.createFile(atPath: path, contents: Data("half of it".utf8))
    }

    private func names(beside path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: PrivateFile.directory(of: path)).sorted()
    }

    @Test func `what an ended backup has left is replaced by the next one`() async throws {
        try await withDatabase { database async throws in
            let copy = database.configuration.path + ".copy"
            fill(copy + ".partial")
            fill(copy + ".partial-journal")
            try await database.backup(to: copy)
            #expect(try names(beside: copy).filter { $0.hasPrefix("test.db.copy") } == ["test.db.copy"])
            #expect(try mode(copy) == 0o600)
        }
    }

    @Test func `a backup that another process is writing is left to it`() async throws {
        try await withDatabase { database async throws in
            let copy = database.configuration.path + ".copy"
            let other = try FileLock(copy + ".partial", creating: copy)
            defer { other.release() }
            let refused = try await failure { try await database.backup(to: copy) }
            #expect(refused.code == .conflict && refused.message.contains("Another process"))
            #expect(FileManager.default.fileExists(atPath: copy + ".partial"))
        }
    }

    @Test func `a file gets a name that nothing has, or none`() async throws {
        try await withFolder { folder in
            fill(folder + "/draft")
            try PrivateFile.publish(folder + "/draft", as: folder + "/final")
            fill(folder + "/second")
            let refused = try await failure { try PrivateFile.publish(folder + "/second", as: folder + "/final") }
            #expect(refused.code == .conflict)
            #expect(try names(beside: folder + "/final") == ["final", "second"])
        }
    }

    @Test func `starts that are ended again and again leave one partial snapshot at most`() async throws {
        try await withFolder { folder in
            let path = folder + "/test.db"
            func open(_ migrations: [Migration]) throws -> SQLiteDatabase {
                try SQLiteDatabase.open(
                    SQLiteConfiguration(path: path), time: SteppingTime(), migrations: migrations,
                    observer: NoCommitObserver())
            }
            let first = try open([.items])
            _ = try first.migrate()
            try await first.close()
            for hour in 1...3 { fill("\(path).before-m0002-2026010\(hour)T000000Z.backup.partial") }
            let second = try open([.items, Migration(version: 2, name: "more", sql: "CREATE TABLE more (x) STRICT")])
            let outcome = Result { () throws(AdminError) in try second.migrate() }
            try await second.close()
            // The step itself is at fault: its column has no type. What was copied for it is gone, too.
            #expect(throws: AdminError.self) { try outcome.get() }
            #expect(try names(beside: path).filter { $0.contains("before") }.isEmpty)
        }
    }

    @Test func `a restore takes a backup of this program and nothing else`() async throws {
        try await withDatabase { database async throws in
            let folder = PrivateFile.directory(of: database.configuration.path)
            _ = FileManager.default.createFile(atPath: folder + "/empty", contents: nil)
            let foreign = try SQLiteDatabase.open(
                SQLiteConfiguration(path: folder + "/foreign"), time: SteppingTime(), observer: NoCommitObserver())
            try await foreign.pool.writeWithoutTransaction { try $0.execute(sql: "CREATE TABLE theirs (x)") }
            try await foreign.close()
            try await database.backup(to: folder + "/good")
            for (name, known, code) in [
                ("empty", [Migration.items], AdminError.Code.unprocessable), ("foreign", [.items], .conflict),
                ("good", [], .conflict),
            ] {
                let refused = try await failure {
                    try SQLiteDatabase.restore(from: "\(folder)/\(name)", to: folder + "/new", migrations: known)
                }
                #expect(refused.code == code, "\(name): \(refused.message)")
            }
            #expect(try !names(beside: folder + "/new").contains { $0.hasPrefix("new") })
            let restored = try SQLiteDatabase.restore(from: folder + "/good", to: folder + "/new", migrations: [.items])
            #expect(restored.schemaVersion == 1 && restored.organizations == 0 && restored.newestEvent == nil)
        }
    }

    @Test func `a file that holds nothing is a new database only for whoever says so`() async throws {
        try await withFolder { folder in
            let path = folder + "/test.db"
            func start(takesEmptyFile: Bool) throws -> MigratedDatabase {
                try SQLiteDatabase.openMigrated(
                    SQLiteConfiguration(path: path), time: SteppingTime(), migrations: [.items],
                    takesEmptyFile: takesEmptyFile, observer: NoCommitObserver())
            }
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            let refused = try await failure { try start(takesEmptyFile: false) }
            #expect(refused.code == .conflict && refused.message.contains("admind init"))
            let begun = try start(takesEmptyFile: true)
            try await begun.database.close()
            begun.lock.release()
            let again = try start(takesEmptyFile: false)
            #expect(again.migration.applied.isEmpty)
            try await again.database.close()
        }
    }

    @Test func `a schema that somebody has changed is told from the one that the migrations make`() async throws {
        try await withSchema { database async throws in
            #expect(try await database.schemaProblems() == [])
            try await database.pool.writeWithoutTransaction { connection in
                try connection.execute(
                    sql: """
                        DROP TRIGGER audit_events_keep; DROP INDEX organizations_by_slug;
                        CREATE INDEX organizations_by_slug ON organizations (slug); CREATE TABLE theirs (x INTEGER)
                        """)
            }
            let problems = try await database.schemaProblems()
            #expect(problems.count == 3)
            for (problem, beginning) in zip(
                problems,
                [
                    "the index organizations_by_slug is not", "the table theirs is none",
                    "the trigger audit_events_keep is missing",
                ])
            {
                #expect(problem.hasPrefix(beginning), "\(problem)")
            }
        }
    }
}
