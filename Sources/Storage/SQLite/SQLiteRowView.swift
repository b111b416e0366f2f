import Domain
internal import GRDBSQLite

/// The row that a prepared statement stands on. One for a whole scan, so that a row costs no allocation.
final class SQLiteRowView: RowView {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) {
        self.statement = statement
    }

    func optionalInteger(_ column: Int) throws(AdminError) -> Int64? {
        switch sqlite3_column_type(statement, Int32(column)) {
        case SQLITE_INTEGER: return sqlite3_column_int64(statement, Int32(column))
        case SQLITE_NULL: return nil
        default: throw .unexpected(column, "an integer")
        }
    }

    func optionalBytes(_ column: Int) throws(AdminError) -> UnsafeRawBufferPointer? {
        switch sqlite3_column_type(statement, Int32(column)) {
        case SQLITE_TEXT, SQLITE_BLOB:
            // In this order: asking for the pointer may convert, and with it change the length. The file is UTF-8, so here
            // it does not. SQLite has no pointer for nothing.
            let start = sqlite3_column_blob(statement, Int32(column))
            return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
        case SQLITE_NULL: return nil
        default: throw .unexpected(column, "text or bytes")
        }
    }
}
