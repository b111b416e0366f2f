import Domain
import Foundation
import KeyVault
import Storage
import Testing

@testable import admind

/// To look changes nothing.
struct InspectionTests {
    private func withInstallation(
        _ migrations: [Migration], _ body: (Settings, String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "inspection-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/keyhold.db"
        let database = try SQLiteDatabase.open(
            SQLiteConfiguration(path: path), time: SystemTime(), migrations: migrations, observer: NoCommitObserver())
        _ = try database.migrate()
        try await database.close()
        _ = try VaultKey.create(at: folder + "/vault.key")
        var settings = Settings()
        settings.dataDirectory = folder
        try await body(settings, path)
    }

    @Test(arguments: [3, 12, Migration.embedded.count])
    func `a database of any schema is looked through and left as it is`(version: Int) async throws {
        try await withInstallation(Array(Migration.embedded.prefix(version))) { settings, path async throws in
            let before = FileManager.default.contents(atPath: path)
            let inspection = try await Inspection.open(settings, backup: nil)
            #expect(inspection.database.problems == [])
            #expect(inspection.database.notes.isEmpty == (version == Migration.embedded.count))
            #expect(try await inspection.service.rowProblems() == [])
            #expect(try await inspection.service.ledgerProblems() == [])
            try await inspection.close()
            #expect(FileManager.default.contents(atPath: path) == before)
            let beside = try FileManager.default.contentsOfDirectory(atPath: settings.dataDirectory)
            #expect(!beside.contains { $0.hasSuffix(".backup") || $0.hasSuffix(".partial") })
        }
    }

    @Test func `a backup is looked at beside a running daemon`() async throws {
        try await withInstallation(Array(Migration.embedded.prefix(17))) { settings, path async throws in
            let lock = try DataDirectoryLock(directory: settings.dataDirectory)
            defer { lock.release() }
            let refused = await #expect(throws: AdminError.self) { try await Inspection.open(settings, backup: nil) }
            #expect(refused?.code == .conflict)
            let inspection = try await Inspection.open(settings, backup: path)
            #expect(inspection.database.problems == [] && inspection.database.notes.count == 1)
            try await inspection.close()
        }
    }

    @Test func `a vault key without a database, and an empty database, are no place for a new installation`()
        async throws
    {
        try await withInstallation([]) { settings, path async throws in
            for isThere in [true, false] {
                if !isThere { try FileManager.default.removeItem(atPath: path) }
                let refused = await #expect(throws: AdminError.self) {
                    try await Installation.open(settings, observer: NoCommitObserver())
                }
                #expect(refused?.code == .conflict && refused?.message.contains("admind init") == true)
            }
            let begun = try await Installation.open(settings, observer: NoCommitObserver(), takesRemains: true)
            try await begun.close()
        }
    }
}
