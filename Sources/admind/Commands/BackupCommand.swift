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
            let database = try SQLiteDatabase.open(
                directory.databaseConfiguration(settings), time: SystemTime(), observer: NoCommitObserver())
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
            try SQLiteDatabase.restore(from: file, to: directory.databasePath)
            try StandardStreams.print(
                "restored \(directory.databasePath). Its vault key belongs beside it, in \(directory.vaultKeyPath).")
        }
    }
}
