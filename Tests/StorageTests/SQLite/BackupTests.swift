import Domain
import Foundation
import Testing

@testable import Storage

struct BackupTests {
    private func damage(_ path: String, at offset: UInt64) throws {
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: offset)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
        try file.close()
    }

    @Test func `a backup holds what was there, for the owner alone, and restores`() async throws {
        try await withDatabase { database in
            try await database.write { transaction throws(AdminError) in try transaction.insert("a") }
            let backup = database.configuration.path + ".copy"
            try await database.backup(to: backup)
            try await database.write { transaction throws(AdminError) in try transaction.insert("later") }
            #expect(try mode(backup) == 0o600)

            let restored = database.configuration.path + ".restored"
            try SQLiteDatabase.restore(from: backup, to: restored, migrations: [.items])
            #expect(try mode(restored) == 0o600)
            let again = try SQLiteDatabase.open(
                SQLiteConfiguration(path: restored), time: SteppingTime(), migrations: [.items],
                observer: NoCommitObserver())
            let beside = try FileManager.default.contentsOfDirectory(atPath: PrivateFile.directory(of: backup))
            #expect(beside.filter { $0.hasPrefix("test.db.copy") } == ["test.db.copy"])
            #expect(try await again.ids() == ["a"])
            #expect(try again.plan().pending.isEmpty)
            try await again.close()
        }
    }

    @Test func `neither a backup nor a restore overwrites`() async throws {
        try await withDatabase { database async throws in
            let path = database.configuration.path
            let backup = path + ".copy"
            try await database.backup(to: backup)
            let before = FileManager.default.contents(atPath: backup)
            let again = try await failure { try await database.backup(to: backup) }
            #expect(again.code == .conflict)
            #expect(FileManager.default.contents(atPath: backup) == before)
            let restoring = try await failure { try SQLiteDatabase.restore(from: backup, to: path) }
            #expect(restoring.code == .conflict)
        }
    }

    @Test func `a backup that fails leaves no file`() async throws {
        try await withDatabase { database async throws in
            let target = database.configuration.path + ".missing/copy"
            #expect(try await failure { try await database.backup(to: target) }.code == .internalError)
            #expect(!FileManager.default.fileExists(atPath: target))
        }
    }

    @Test func `a restore refuses what is damaged, no database, or not there`() async throws {
        try await withFolder { folder in
            let text = folder + "/text"
            try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: text))
            let error = try await failure { try SQLiteDatabase.restore(from: text, to: folder + "/new.db") }
            #expect(error.code == .unprocessable)
            let missing = try await failure {
                try SQLiteDatabase.restore(from: folder + "/none", to: folder + "/new.db")
            }
            #expect(missing.message.contains("/none cannot be opened"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/new.db"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/none"))
        }
    }

    @Test func `a sound database has no problems, a damaged one and a broken reference are reported`() async throws {
        try await withFolder { folder in
            let path = folder + "/test.db"
            func open() throws -> SQLiteDatabase {
                try SQLiteDatabase.open(
                    SQLiteConfiguration(path: path), time: SteppingTime(), migrations: [.items],
                    observer: NoCommitObserver())
            }
            var database = try open()
            _ = try database.migrate()
            try await database.write { transaction throws(AdminError) in
                for index in 0..<2000 { try transaction.insert("row \(index)") }
            }
            #expect(try await database.integrityProblems().isEmpty)
            try await database.pool.writeWithoutTransaction { connection in
                try connection.execute(sql: "PRAGMA foreign_keys = OFF; INSERT INTO early VALUES ('nobody')")
            }
            #expect(try await database.integrityProblems() == ["row 1 of early refers to a missing row of items"])
            try await database.close()

            let size = try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64)
            try damage(path, at: size - 8192)
            let restoring = try await failure { try SQLiteDatabase.restore(from: path, to: folder + "/new.db") }
            #expect(restoring.code == .unprocessable)
            #expect(!FileManager.default.fileExists(atPath: folder + "/new.db"))
            database = try open()
            #expect(try await !database.integrityProblems().isEmpty)
            try await database.close()
        }
    }
}
