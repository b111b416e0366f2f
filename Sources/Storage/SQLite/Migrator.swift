import Domain
import Foundation
internal import GRDB

/// Brings the schema up to date on one connection, outside of any transaction.
struct Migrator {
    let path: String
    let time: any TimeSource
    let history: MigrationHistory

    /// Changes nothing.
    func plan(_ connection: GRDB.Database) throws -> MigrationPlan {
        let applied = try appliedMigrations(connection)
        return MigrationPlan(applied: applied, pending: try history.pending(after: applied))
    }

    func migrate(_ connection: GRDB.Database, keepingCopy: Bool) throws -> MigrationOutcome {
        let plan = try plan(connection)
        guard let first = plan.pending.first else { return MigrationOutcome(applied: [], snapshotPath: nil) }
        let snapshot = plan.applied.isEmpty || !keepingCopy ? nil : try takeSnapshot(before: first, connection)
        for (index, migration) in plan.pending.enumerated() {
            do {
                try apply(migration, connection)
            } catch {
                throw failure(of: migration, error, appliedBefore: index, snapshot)
            }
        }
        return MigrationOutcome(applied: plan.pending, snapshotPath: snapshot)
    }

    private func appliedMigrations(_ connection: GRDB.Database) throws -> [AppliedMigration] {
        let tables = try String.fetchAll(
            connection,
            sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'")
        guard tables.contains("schema_migrations") else {
            guard tables.isEmpty else {
                throw AdminError.conflict(
                    "The database \(path) belongs to another program: it has tables, but no migrations. Use another file."
                )
            }
            return []
        }
        return try GRDB.Row.fetchAll(
            connection, sql: "SELECT version, name, checksum, applied_at FROM schema_migrations ORDER BY version"
        )
        .map {
            AppliedMigration(
                version: $0[0], name: $0[1], checksum: $0[2], appliedAt: Instant(milliseconds: $0[3]))
        }
    }

    /// Foreign keys are off while the schema changes and checked before the commit: with them on, rebuilding a table
    /// deletes what refers to it. Source: https://sqlite.org/lang_altertable.html#otheralter
    private func apply(_ migration: Migration, _ connection: GRDB.Database) throws {
        try connection.execute(sql: "PRAGMA foreign_keys = OFF")
        defer {
            // When this fails, the check that ends `migrate()` says so.
            try? connection.execute(sql: "PRAGMA foreign_keys = ON")
        }
        try connection.inTransaction(.immediate) {
            try connection.execute(sql: migration.sql)
            guard connection.isInsideTransaction else { throw TransactionEnded() }
            try record(migration, connection)
            let violations = try IntegrityCheck.foreignKeyViolations(connection)
            guard violations.isEmpty else { throw AdminError.internal(violations.joined(separator: "; ")) }
            return .commit
        }
    }

    private func record(_ migration: Migration, _ connection: GRDB.Database) throws {
        try connection.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL
                ) STRICT
                """)
        try connection.execute(
            sql: "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
            arguments: [migration.version, migration.name, migration.checksum, time.now().milliseconds])
    }

    private func takeSnapshot(before migration: Migration, _ connection: GRDB.Database) throws -> String {
        let stamp = time.now().rfc3339.filter { $0 != "-" && $0 != ":" }
        let snapshot = "\(path).before-\(migration.label)-\(stamp).backup"
        removePartialSnapshots()
        try DatabaseCopy.write(connection, to: snapshot, isOfService: true)
        return snapshot
    }

    /// Starts that are ended again and again must not fill the disk.
    private func removePartialSnapshots() {
        let folder = PrivateFile.directory(of: path)
        let beginning = path.dropFirst(folder == "." && !path.hasPrefix("./") ? 0 : folder.utf8.count + 1) + ".before-"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(beginning) && name.hasSuffix(".backup" + DatabaseCopy.partialSuffix) {
            DatabaseCopy.remove(folder + "/" + name)
        }
    }

    private func failure(
        of migration: Migration, _ error: any Error, appliedBefore count: Int, _ snapshot: String?
    ) -> AdminError {
        let isUndone = !(error is TransactionEnded)
        let reason = isUndone ? GRDBErrors.translate(error).detail ?? "unknown" : "it ends its own transaction"
        var message = "Migration \(migration.version) (\(migration.name)) failed"
        message += isUndone ? " and left nothing behind." : " and may have left changes behind."
        if isUndone, count == 0 {
            // The database is as it was. A service that is restarted again and again must not fill the disk with copies.
            if let snapshot { PrivateFile.remove(snapshot) }
        } else if let snapshot {
            message += " \(count) before it were applied; the database from before all that is \(snapshot)."
        }
        message += " Run the previous version, and report this: \(reason)"
        return AdminError(.internalError, message, detail: reason)
    }
}

/// A script with a COMMIT of its own: what went before that can no longer be undone.
private struct TransactionEnded: Error {}
