import Domain
internal import GRDB

extension SQLiteDatabase {
    /// Reads the whole file and lists what is wrong with it, at most 200 lines; empty when all is well. Writers go on
    /// meanwhile.
    public func integrityProblems() async throws(AdminError) -> [String] {
        try gate.enter()
        defer { gate.leave() }
        do {
            return try await pool.read { try IntegrityCheck.problems($0) }
        } catch {
            throw GRDBErrors.translate(error)
        }
    }
}

extension SQLiteDatabase {
    /// Where the schema is not what the migrations that the database has been through make: a trigger that keeps the audit
    /// trail, or an index that keeps names apart, may be gone. Changes nothing.
    public func schemaProblems() async throws(AdminError) -> [String] {
        let applied = try plan().applied.count
        do {
            let wanted = try Schema(migrations: migrations.prefix(applied))
            return try await pool.read { try Schema($0) }.differences(from: wanted)
        } catch {
            throw GRDBErrors.translate(error)
        }
    }
}

/// The tables, indexes and triggers of a database, each with what made it.
private struct Schema {
    /// Litestream keeps two tables of its own in what it copies.
    private static let litestream = "_litestream_"

    private var statements: [String: String] = [:]

    init(_ connection: GRDB.Database) throws {
        let rows = try GRDB.Row.fetchCursor(
            connection,
            sql: """
                SELECT type, name, sql FROM sqlite_schema
                WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
                """)
        while let row = try rows.next() {
            let (kind, name, sql): (String, String, String) = (row[0], row[1], row[2])
            if name != "schema_migrations", !name.hasPrefix(Self.litestream) { statements["\(kind) \(name)"] = sql }
        }
    }

    /// As the migrations make it, in memory.
    init(migrations: some Sequence<Migration>) throws {
        self = try DatabaseQueue().writeWithoutTransaction { connection in
            try connection.execute(sql: "PRAGMA foreign_keys = OFF")
            for migration in migrations { try connection.execute(sql: migration.sql) }
            return try Schema(connection)
        }
    }

    func differences(from wanted: Schema) -> [String] {
        let missing = Set(wanted.statements.keys).subtracting(statements.keys).map { "the \($0) is missing" }
        let foreign = Set(statements.keys).subtracting(wanted.statements.keys).map { "the \($0) is none of ours" }
        var changed: [String] = []
        for (name, statement) in statements {
            guard let made = wanted.statements[name], made != statement else { continue }
            changed.append("the \(name) is not what the migrations make")
        }
        return (missing + changed + foreign).sorted().map {
            "\($0). Restore a backup, or put it back as the migrations have it."
        }
    }
}
