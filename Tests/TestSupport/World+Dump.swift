import Domain
import Storage

extension World {
    /// Every row of every table as text, in order: two dumps are equal where nothing has changed between them.
    public func dump() async throws -> [String] {
        try await database.read { transaction throws(AdminError) in
            var lines: [String] = []
            for table in try Self.tables(transaction) {
                let columns = try Self.names("SELECT name FROM pragma_table_info('\(table)')", transaction)
                let shown = columns.map { "quote(\($0))" }.joined(separator: " || '|' || ")
                let query = "SELECT \(shown) FROM \(table) ORDER BY 1"
                lines += try Self.names(query, transaction).map { "\(table): \($0)" }
            }
            return lines
        }
    }

    private static func tables(_ transaction: any Transaction) throws(AdminError) -> [String] {
        try names("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", transaction)
    }

    private static func names(_ sql: String, _ transaction: any Transaction) throws(AdminError) -> [String] {
        try transaction.rows(Statement(sql), []) { row throws(AdminError) in try row.text(0) }
    }
}
