import Domain
internal import GRDB

extension SQLiteDatabase {
    /// Copies the database, as it is at one moment, into a new file of mode 0600 that is synced to disk. Writers go on
    /// meanwhile.
    ///
    /// - Throws: `conflict` when there is a file of that name; `unavailable` for a full disk or a cancelled task. Nothing
    ///   is left behind then.
    public func backup(to path: String) async throws(AdminError) {
        try gate.enter()
        defer { gate.leave() }
        do {
            // VACUUM refuses to run inside a transaction. It opens one of its own: the copy is still of one moment.
            try await pool.unsafeRead { try DatabaseCopy.write($0, to: path) }
        } catch {
            throw GRDBErrors.translate(error)
        }
    }

    /// Puts a backup where a database is to be. To be called while no daemon runs on that directory: hold its
    /// `DataDirectoryLock`.
    ///
    /// - Throws: `conflict` when there is a database, or a log of one, which would be played onto the backup;
    ///   `unprocessable` when the backup is damaged or is not a database.
    public static func restore(from backup: String, to path: String) throws(AdminError) {
        for suffix in ["", "-wal", "-shm"] where PrivateFile.exists(path + suffix) {
            throw .conflict("\(path + suffix) exists already and is not overwritten. Move it away first.")
        }
        let source = try openReadOnly(backup)
        try translatingErrors {
            try source.inDatabase { connection in
                let problems = try IntegrityCheck.problems(connection)
                guard problems.isEmpty else { throw damaged(backup, problems.joined(separator: "; ")) }
                try DatabaseCopy.write(connection, to: path)
            }
        }
    }

    private static func openReadOnly(_ path: String) throws(AdminError) -> DatabaseQueue {
        var settings = GRDB.Configuration()
        settings.readonly = true
        do {
            return try DatabaseQueue(path: path, configuration: settings)
        } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
            throw damaged(path, GRDBErrors.describe(error))
        } catch {
            throw openingFailure(error, path)
        }
    }

    private static func damaged(_ path: String, _ detail: String) -> AdminError {
        AdminError(.unprocessable, "\(path) is not an undamaged database. Use another backup.", detail: detail)
    }
}
