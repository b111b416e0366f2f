import Domain
import Foundation
import Testing

@testable import Storage

struct OpeningTests {
    private func open(_ path: String) throws -> SQLiteDatabase {
        try SQLiteDatabase.open(
            SQLiteConfiguration(path: path), time: SteppingTime(), migrations: [.items], observer: NoCommitObserver())
    }

    @Test func `a commit is synced and foreign keys hold on the connection that writes`() async throws {
        try await withDatabase { database in
            let found = try await database.write { transaction throws(AdminError) in
                [
                    try transaction.integer("PRAGMA synchronous"), try transaction.integer("PRAGMA foreign_keys"),
                    try transaction.integer("PRAGMA trusted_schema"), try transaction.integer("PRAGMA busy_timeout"),
                ]
            }
            #expect(found == [2, 1, 0, 5000])
        }
    }

    @Test func `a migration leaves synchronous and foreign keys as they were`() async throws {
        try await withDatabase { database in
            let error = try await failure {
                try await database.write { transaction throws(AdminError) in
                    try transaction.run(Statement("INSERT INTO early (item_id) VALUES ($1)"), [.text("nobody")])
                }
            }
            #expect(error.code == .conflict)
        }
    }

    @Test func `the database and what SQLite puts beside it are for the owner alone`() async throws {
        try await withDatabase { database async throws in
            for suffix in ["", "-wal", "-shm"] {
                #expect(try mode(database.configuration.path + suffix) == 0o600, "\(suffix)")
            }
        }
    }

    @Test func `a file with a wider mode is tightened`() async throws {
        try await withFolder { folder in
            let path = folder + "/test.db"
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o644])
            let database = try open(path)
            #expect(try mode(path) == 0o600)
            try await database.close()
        }
    }

    @Test func `a file that is not a database is refused by name`() async throws {
        try await withFolder { folder in
            let path = folder + "/test.db"
            try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))
            let error = try await failure { try open(path) }
            #expect(error.code == .internalError)
            #expect(error.message.contains(path))
            #expect(error.message.contains("is not an SQLite database"))
        }
    }

    @Test func `a database whose first page is damaged is refused`() async throws {
        try await withFolder { folder in
            let path = folder + "/test.db"
            let database = try open(path)
            _ = try database.migrate()
            try await database.close()
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            try file.seek(toOffset: 100)
            try file.write(contentsOf: Data(repeating: 0xFF, count: 400))
            try file.close()
            #expect(try await failure { try open(path) }.message.contains("is damaged"))
        }
    }

    @Test func `a missing directory is named`() async throws {
        try await withFolder { folder in
            let error = try await failure { try open(folder + "/missing/test.db") }
            #expect(error.message.contains("there is no directory \(folder)/missing"))
        }
    }

    @Test func `a directory in place of the file is refused`() async throws {
        try await withFolder { folder async throws in
            #expect(try await failure { try open(folder) }.message.contains("is not a regular file"))
        }
    }

    @Test(.enabled(if: getuid() != 0, "the superuser may write everywhere"))
    func `a directory without write access is refused`() async throws {
        try await withFolder { folder async throws in
            chmod(folder, 0o500)
            defer { chmod(folder, 0o700) }
            #expect(try await failure { try open(folder + "/test.db") }.message.contains("may not be written"))
        }
    }

    @Test func `what was written is there after reopening, and closing left no log behind`() async throws {
        try await withFolder { folder in
            let path = folder + "/test.db"
            let first = try open(path)
            _ = try first.migrate()
            try await first.write { transaction throws(AdminError) in try transaction.insert("a") }
            try await first.close()
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
            let second = try open(path)
            #expect(try await second.ids() == ["a"])
            try await second.close()
        }
    }
}
