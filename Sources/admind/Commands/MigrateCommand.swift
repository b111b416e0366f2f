import ArgumentParser
import Domain
import Foundation
import Storage

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database up to date; serve does it by itself.",
        discussion: "A database that holds something is copied beside itself first.")

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Only say what would be done.")
    var dryRun = false

    func run() async throws {
        try await Failure.reporting {
            let settings = try options.load()
            let directory = DataDirectory(settings.dataDirectory)
            try directory.requireDatabase()
            umask(0o077)
            let lock = try DataDirectoryLock(directory: directory.path)
            defer { lock.release() }
            var configuration = directory.databaseConfiguration(settings)
            configuration.isReadOnly = dryRun
            let database = try SQLiteDatabase.open(configuration, time: SystemTime(), observer: NoCommitObserver())
            try dryRun ? show(database.plan()) : show(database.migrate())
            try await database.close()
        }
    }

    private func show(_ plan: MigrationPlan) throws {
        if plan.pending.isEmpty { try StandardStreams.print("The database is up to date.") }
        for step in plan.pending { try StandardStreams.print("would apply \(step.version) \(step.name)") }
    }

    private func show(_ outcome: MigrationOutcome) throws {
        if outcome.applied.isEmpty { try StandardStreams.print("The database is up to date.") }
        for line in outcome.lines { try StandardStreams.print(line) }
    }
}

extension MigrationOutcome {
    /// What was done, for whoever runs the command.
    var lines: [String] {
        (snapshotPath.map { ["copied the database to \($0)"] } ?? [])
            + applied.map { "applied \($0.version) \($0.name)" }
    }
}
