import ArgumentParser
import Domain
import Foundation
import Storage

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database into a new file; the daemon may be running.",
        discussion: "The vault key is not in the copy, and the copy is of no use without it: keep both, apart.")

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "The file to create.")
    var file: String

    func run() async throws {
        try await Failure.reporting {
            let settings = try options.load()
            let directory = DataDirectory(settings.dataDirectory)
            try directory.requireDatabase()
            umask(0o077)
            var configuration = directory.databaseConfiguration(settings)
            configuration.isReadOnly = true
            let database = try SQLiteDatabase.open(configuration, time: SystemTime(), observer: NoCommitObserver())
            try await database.backup(to: file)
            try await database.close()
            try StandardStreams.print("copied the database to \(file)")
        }
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup where a database is to be.",
        discussion: "The daemon must be stopped, and no database may be there: nothing is overwritten.")

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "The backup to read.")
    var file: String

    func run() async throws {
        try await Failure.reporting {
            let settings = try options.load()
            let directory = DataDirectory(settings.dataDirectory)
            try directory.create()
            umask(0o077)
            let lock = try DataDirectoryLock(directory: directory.path)
            defer { lock.release() }
            let restored = try SQLiteDatabase.restore(from: file, to: directory.databasePath)
            let newest = restored.newestEvent.map { "newest audit event \($0.rfc3339)" } ?? "no audit events"
            try StandardStreams.print(
                """
                restored \(directory.databasePath): schema \(restored.schemaVersion), organizations \
                \(restored.organizations), \(newest)
                """)
            try StandardStreams.print("Its vault key belongs in \(directory.vaultKeyPath), or where vault.* says.")
        }
    }
}
