import Domain
internal import GRDB

extension SQLiteDatabase {
    /// Opens the file, creating it with mode 0600 when it is not there, and starts the thread that writes. The schema is
    /// left as it is: see `migrate()`.
    ///
    /// - Throws: `internalError` whose message names the file, what is wrong with it and what to do: it is for the
    ///   operator who starts the daemon. Damage further inside the file is found by `integrityProblems()`.
    public static func open(
        _ configuration: SQLiteConfiguration, time: any TimeSource, migrations: [Migration] = Migration.embedded,
        observer: any CommitObserver
    ) throws(AdminError) -> SQLiteDatabase {
        if !configuration.isReadOnly { try PrivateFile.prepare(configuration.path) }
        let pool: DatabasePool
        let checkpointer: Checkpointer
        do {
            let settings = connectionSettings(configuration)
            pool = try DatabasePool(path: configuration.path, configuration: settings)
            if !configuration.isReadOnly {
                try pool.writeWithoutTransaction { connection in
                    try Pragmas.setDurability(connection)
                    try Pragmas.check(connection)
                }
            }
            checkpointer = try Checkpointer(configuration, settings: settings, pool: pool)
        } catch {
            throw openingFailure(error, configuration.path)
        }
        for suffix in ["", "-wal", "-shm"] where !configuration.isReadOnly {
            try PrivateFile.restrict(configuration.path + suffix)
        }
        return SQLiteDatabase(
            configuration, pool: pool, checkpointer: checkpointer, time: time, migrations: migrations,
            observer: observer)
    }

    private static func connectionSettings(_ configuration: SQLiteConfiguration) -> GRDB.Configuration {
        var settings = GRDB.Configuration()
        settings.label = "storage"
        settings.readonly = configuration.isReadOnly
        settings.foreignKeysEnabled = true
        settings.maximumReaderCount = max(1, configuration.readerCount)
        // A reader keeps its prepared statements; closing it to save memory would throw them away.
        settings.persistentReadOnlyConnections = true
        let milliseconds = max(0, configuration.busyTimeoutMilliseconds)
        settings.busyMode = .timeout(Double(milliseconds) / 1000)
        settings.prepareDatabase { connection in
            try Pragmas.prepare(connection, busyTimeoutMilliseconds: milliseconds)
        }
        return settings
    }

    static func openingFailure(_ error: any Error, _ path: String) -> AdminError {
        guard let error = error as? DatabaseError else { return GRDBErrors.translate(error) }
        let problem =
            switch error.resultCode {
            case .SQLITE_NOTADB: "is not an SQLite database. Point the setting at the right file."
            case .SQLITE_CORRUPT: "is damaged. Restore a backup."
            case .SQLITE_READONLY: "is read-only for this process. Give its user write access to file and directory."
            case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: "cannot be opened. Check its path and permissions."
            case .SQLITE_BUSY, .SQLITE_LOCKED: "is in use by another process. Stop that one first."
            case .SQLITE_FULL: "cannot be opened: its disk is full. Make room."
            default: "cannot be opened. The detail names SQLite's reason."
            }
        return AdminError(
            .internalError, "The database \(path) \(problem)", detail: GRDBErrors.describe(error))
    }
}
