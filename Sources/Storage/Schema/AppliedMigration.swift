import Domain

/// A row of `schema_migrations`.
public struct AppliedMigration: Hashable, Sendable {
    public let version: Int
    public let name: String
    public let checksum: String
    public let appliedAt: Instant
}
