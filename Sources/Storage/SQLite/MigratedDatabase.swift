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
    /// - Parameter takesEmptyFile: whether a file that is there and holds nothing is taken for a new database. It may be
    ///   what was left of one.
    /// - Throws: as `DataDirectoryLock.init`, `open` and `migrate()` do; `conflict` for an empty file that is not taken.
    public static func openMigrated(
        _ configuration: SQLiteConfiguration, time: any TimeSource, migrations: [Migration] = Migration.embedded,
        takesEmptyFile: Bool = true, observer: any CommitObserver
    ) throws(AdminError) -> MigratedDatabase {
        let lock = try DataDirectoryLock(directory: PrivateFile.directory(of: configuration.path))
        if !takesEmptyFile, PrivateFile.exists(configuration.path), try holdsNothing(configuration.path) {
            throw .conflict(
                """
                The database \(configuration.path) holds nothing, and is not taken for a new one. Restore a backup in its \
                place, or run admind init to begin anew.
                """)
        }
        let database = try open(configuration, time: time, migrations: migrations, observer: observer)
        return MigratedDatabase(database: database, lock: lock, migration: try database.migrate())
    }
}
