import Domain

/// A database that is locked against a second daemon, open, and up to date.
public struct MigratedDatabase: Sendable {
    public let database: SQLiteDatabase
    /// To be released after the database is closed.
    public let lock: DataDirectoryLock
    public let migration: MigrationOutcome
}

extension SQLiteDatabase {
    /// Locks the directory that the file is in, opens the file and migrates it: what a daemon does at its start.
    ///
    /// - Throws: as `DataDirectoryLock.init`, `open` and `migrate()` do.
    public static func openMigrated(
        _ configuration: SQLiteConfiguration, time: any TimeSource, migrations: [Migration] = Migration.embedded,
        observer: any CommitObserver
    ) throws(AdminError) -> MigratedDatabase {
        let lock = try DataDirectoryLock(directory: PrivateFile.directory(of: configuration.path))
        let database = try open(configuration, time: time, migrations: migrations, observer: observer)
        return MigratedDatabase(database: database, lock: lock, migration: try database.migrate())
    }
}
