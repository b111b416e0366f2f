/// What `migrate()` would do.
public struct MigrationPlan: Hashable, Sendable {
    public let applied: [AppliedMigration]
    public let pending: [Migration]
}

/// What `migrate()` has done.
public struct MigrationOutcome: Hashable, Sendable {
    /// In the order in which they were applied; empty when the schema was up to date.
    public let applied: [Migration]
    /// The copy of the database as it was before; `nil` when nothing was applied, or there was nothing to copy.
    public let snapshotPath: String?
}
