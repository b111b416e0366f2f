import Domain
internal import GRDB

extension SQLiteDatabase {
    /// Says what `migrate()` would apply, and changes nothing.
    ///
    /// - Throws: as `migrate()` does, for a database that it would refuse.
    public func plan() throws(AdminError) -> MigrationPlan {
        try gate.enter()
        defer { gate.leave() }
        let migrator = try makeMigrator()
        return try translatingErrors { try pool.writeWithoutTransaction { try migrator.plan($0) } }
    }

    /// Applies what is missing, each step in one transaction together with its row in `schema_migrations`. A database
    /// that has been migrated before is first copied to `<database>.before-m0002-<UTC>.backup`. Blocks its thread and
    /// every writer: it is for the start, before anything is served.
    ///
    /// - Throws: `conflict` for a database from the future, a changed past, a gap, or somebody else's database;
    ///   `internalError` for a step that failed. The message is for the operator: which, why, and what to do.
    /// - Parameter keepingCopy: whether it is copied first; what is a copy itself is not.
    public func migrate(keepingCopy: Bool = true) throws(AdminError) -> MigrationOutcome {
        try gate.enter()
        defer { gate.leave() }
        let migrator = try makeMigrator()
        return try translatingErrors {
            try pool.writeWithoutTransaction { connection in
                let outcome = try migrator.migrate(connection, keepingCopy: keepingCopy)
                try Pragmas.check(connection)
                return outcome
            }
        }
    }

    private func makeMigrator() throws(AdminError) -> Migrator {
        Migrator(path: configuration.path, time: time, history: try MigrationHistory(known: migrations))
    }
}
