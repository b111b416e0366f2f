import AdminAPI
import Domain
import Foundation
import KeyVault
import Storage

/// A database that is looked at, and left as it is. Where its schema is an older one, a copy is brought up to date in a
/// temporary folder, and that is read.
struct Inspection {
    let service: AdminService
    /// What the file itself showed.
    let database: DoctorCommand.Finding
    private let read: SQLiteDatabase
    private let lock: DataDirectoryLock?
    private let temporary: String?

    private static let advice =
        "Restore a backup in which admind doctor FILE finds nothing, or salvage what can be read with sqlite3's .recover."

    /// - Parameter backup: a file to look at in place of the data directory's database.
    static func open(_ settings: Settings, backup: String?) async throws(AdminError) -> Inspection {
        let directory = DataDirectory(settings.dataDirectory)
        let vault = try Vault(try VaultKeyLocation(settings, directory).load())
        let lock = backup == nil ? try DataDirectoryLock(directory: directory.path) : nil
        let folder = TemporaryFolder()
        do {
            if let backup { try SQLiteDatabase.restore(from: backup, to: try folder.make()) }
            let path = backup == nil ? directory.databasePath : folder.copy
            let original = try open(path, isReadOnly: true)
            let (problems, plan) = (try await problems(original), try original.plan())
            var finding = DoctorCommand.Finding(
                check: "database", problems: problems, next: problems.isEmpty ? nil : Self.advice)
            guard !plan.pending.isEmpty else {
                return try await make(original, settings, vault, finding, lock, folder)
            }
            finding.notes = [
                """
                the schema is \(plan.applied.count) and this program's \(plan.applied.count + plan.pending.count): a copy was \
                brought up to date and read, and the database left as it is. serve or migrate bring it up to date.
                """
            ]
            if backup == nil { try await original.backup(to: try folder.make()) }
            try await original.close()
            let migrated = try open(folder.copy, isReadOnly: false)
            _ = try migrated.migrate(keepingCopy: false)
            return try await make(migrated, settings, vault, finding, lock, folder)
        } catch {
            folder.remove()
            throw error
        }
    }

    func close() async throws(AdminError) {
        try await read.close()
        lock?.release()
        if let temporary { try? FileManager.default.removeItem(atPath: temporary) }
    }

    private static func open(_ path: String, isReadOnly: Bool) throws(AdminError) -> SQLiteDatabase {
        var configuration = SQLiteConfiguration(path: path)
        configuration.isReadOnly = isReadOnly
        return try SQLiteDatabase.open(configuration, time: SystemTime(), observer: NoCommitObserver())
    }

    private static func problems(_ database: SQLiteDatabase) async throws(AdminError) -> [String] {
        let damage = try await database.integrityProblems()
        guard damage.isEmpty else { return damage }
        return try await database.schemaProblems()
    }

    private static func make(
        _ database: SQLiteDatabase, _ settings: Settings, _ vault: Vault, _ finding: DoctorCommand.Finding,
        _ lock: DataDirectoryLock?, _ folder: TemporaryFolder
    ) async throws(AdminError) -> Inspection {
        let service = AdminService(
            database: database, vault: vault, settings: settings.service, time: SystemTime(),
            identifiers: UUIDv7Source())
        do {
            try await service.compareVault()
        } catch {
            try await database.close()
            throw error
        }
        return Inspection(
            service: service, database: finding, read: database, lock: lock,
            temporary: folder.isMade ? folder.path : nil)
    }
}

/// A folder for this process's user alone, where temporary files go.
private final class TemporaryFolder {
    let path = NSTemporaryDirectory() + "/keyhold-\(UUID().uuidString)"
    private(set) var isMade = false

    var copy: String { path + "/copy.db" }

    /// - Returns: where the copy is to be.
    func make() throws(AdminError) -> String {
        guard mkdir(path, 0o700) == 0 else {
            throw AdminError(
                .internalError,
                "\(path) cannot be made, to copy the database into. Set TMPDIR to a place with room for it.")
        }
        isMade = true
        return copy
    }

    func remove() {
        if isMade { try? FileManager.default.removeItem(atPath: path) }
    }
}
