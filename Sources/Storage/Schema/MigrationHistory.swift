import Domain

/// Compares what a database has been through with what this program knows. Pure: it decides, and changes nothing.
struct MigrationHistory {
    let known: [Migration]

    /// - Throws: `internalError` when the program's own list is not 1, 2, 3 …
    init(known: [Migration]) throws(AdminError) {
        guard known.map(\.version) == Array(1..<known.count + 1) else {
            throw .internal("the program's migrations are not numbered 1, 2, 3 …: \(known.map(\.version))")
        }
        self.known = known
    }

    /// - Parameter applied: in ascending order of version.
    /// - Returns: what is left to apply, in order.
    /// - Throws: `conflict` that says which step is at odds, why, and what to do.
    func pending(after applied: [AppliedMigration]) throws(AdminError) -> [Migration] {
        for (index, row) in applied.enumerated() {
            try compare(row, expectedVersion: index + 1)
        }
        return Array(known.dropFirst(applied.count))
    }

    private func compare(_ row: AppliedMigration, expectedVersion: Int) throws(AdminError) {
        let step = "migration \(row.version) (\(row.name))"
        guard row.version <= known.count else {
            throw .conflict(
                "The database is from the future: it has \(step), and this program knows \(known.count) migrations. "
                    + "Run the version that made it, or a newer one.")
        }
        guard row.version == expectedVersion else {
            throw .conflict(
                "The database has a gap: it has \(step), but not migration \(expectedVersion). Restore a backup.")
        }
        let ours = known[expectedVersion - 1]
        guard row.name == ours.name, row.checksum == ours.checksum else {
            throw .conflict(
                "The past was changed: the database has \(step) with checksum \(row.checksum), this program has "
                    + "\(ours.name) with \(ours.checksum). Run an unaltered release, or restore a matching backup.")
        }
    }
}
