import Domain

@testable import Storage

/// The steps by which SQLite would carry a statement out.
func plan(of sql: String, _ values: [SQLValue], in database: SQLiteDatabase) async throws -> [String] {
    let explained = Statement("EXPLAIN QUERY PLAN \(sql)")
    return try await database.read { transaction throws(AdminError) in
        try transaction.rows(explained, values) { row throws(AdminError) in try row.text(3) }
    }
}
