import Domain
internal import GRDB

/// The settings of a connection. SQLite forgets them with the connection, and ignores one that it does not know without a
/// word: what durability and integrity rest on is read back.
enum Pragmas {
    /// What every connection gets before anything else.
    static func prepare(_ connection: GRDB.Database, busyTimeoutMilliseconds: Int) throws {
        // GRDB gives readers a busy timeout of its own choice; this one is the configured one.
        try connection.execute(sql: "PRAGMA busy_timeout = \(busyTimeoutMilliseconds)")
        // A tampered file must not get its own triggers and views to call functions that have side effects.
        try connection.execute(sql: "PRAGMA trusted_schema = OFF")
        // Sorting spills to memory, not to files in a shared temporary directory.
        try connection.execute(sql: "PRAGMA temp_store = MEMORY")
        guard !connection.configuration.readonly else { return }
        // Small: where a page is split in the middle of an index, SQLite looks at every page it keeps when it commits, and
        // that costs more than reading again from the system's own cache. See docs/decisions/0003.
        try connection.execute(sql: "PRAGMA cache_size = -2048")
        // Deleted content is overwritten where its page is written anyway. The full form would also write pages that are
        // merely freed, on every delete; what is in the file is digested or sealed, so that is not worth it.
        try connection.execute(sql: "PRAGMA secure_delete = FAST")
        // A burst can grow the log far beyond that; without a limit it keeps that size for good.
        try connection.execute(sql: "PRAGMA journal_size_limit = 67108864")
    }

    /// To be called once the pool is open: opening it sets `synchronous` to NORMAL, which may lose the last commits on
    /// power loss.
    static func setDurability(_ connection: GRDB.Database) throws {
        try connection.execute(sql: "PRAGMA synchronous = FULL")
    }

    /// - Throws: `internalError` that names the setting that did not take.
    static func check(_ connection: GRDB.Database) throws {
        try expect("2", of: "synchronous", connection)
        try expect("1", of: "foreign_keys", connection)
        try expect("wal", of: "journal_mode", connection)
        try expect("0", of: "trusted_schema", connection)
    }

    private static func expect(_ wanted: String, of pragma: String, _ connection: GRDB.Database) throws {
        let found = try String.fetchOne(connection, sql: "PRAGMA \(pragma)") ?? "nothing"
        guard found == wanted else {
            throw AdminError(
                .internalError, "SQLite's \(pragma) is \(found) where \(wanted) is needed. Another SQLite may help.")
        }
    }
}
