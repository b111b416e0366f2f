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
    ///   `unprocessable` when the backup is damaged, is no database, or is none of this program's: it must have been
    ///   through migrations that this program knows.
    /// - Returns: what was restored.
    @discardableResult
    public static func restore(
        from backup: String, to path: String, migrations: [Migration] = Migration.embedded
    ) throws(AdminError) -> RestoredBackup {
        for suffix in ["", "-wal", "-shm"] where PrivateFile.exists(path + suffix) {
            throw .conflict("\(path + suffix) exists already and is not overwritten. Move it away first.")
        }
        let source = try openReadOnly(backup)
        let history = try MigrationHistory(known: migrations)
        return try translatingErrors {
            try source.inDatabase { connection in
                let problems = try IntegrityCheck.problems(connection)
                guard problems.isEmpty else { throw damaged(backup, problems.joined(separator: "; ")) }
                let applied = try Migrator(path: backup, time: SystemTime(), history: history).plan(connection).applied
                guard let last = applied.last else {
                    throw AdminError(
                        .unprocessable,
                        "\(backup) holds nothing, so it is no backup. Use another, and see how this one was made.")
                }
                let restored = try RestoredBackup(schemaVersion: last.version, connection)
                try DatabaseCopy.write(connection, to: path, isOfService: true)
                return restored
            }
        }
    }

    /// Whether the file is a database without a table. One that is damaged is said to hold something.
    static func holdsNothing(_ path: String) throws(AdminError) -> Bool {
        let file = try openReadOnly(path)
        let tables = try? file.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
        try? file.close()
        return tables == 0
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

/// What a backup holds, for whoever has restored it.
public struct RestoredBackup: Sendable {
    public let schemaVersion: Int
    public let organizations: Int
    /// When the newest event of the audit trail was; `nil` where there is none.
    public let newestEvent: Instant?

    fileprivate init(schemaVersion: Int, _ connection: GRDB.Database) throws {
        self.schemaVersion = schemaVersion
        func number(_ table: String, _ expression: String) throws -> Int64? {
            guard try connection.tableExists(table) else { return nil }
            return try Int64.fetchOne(connection, sql: "SELECT \(expression) FROM \(table)")
        }
        organizations = Int(try number("organizations", "count(*) FILTER (WHERE deleted_at IS NULL)") ?? 0)
        newestEvent = try number("audit_events", "max(occurred_at)").map(Instant.init(milliseconds:))
    }
}
