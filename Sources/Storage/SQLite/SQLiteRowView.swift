import Domain
internal import GRDBSQLite

/// The row that a prepared statement stands on. One for a whole scan, so that a row costs no allocation.
final class SQLiteRowView: RowView {
    let statement: Statement
    private let handle: OpaquePointer

    init(_ statement: Statement, _ handle: OpaquePointer) {
        self.statement = statement
        self.handle = handle
    }

    func optionalInteger(_ column: Int) throws(AdminError) -> Int64? {
        switch sqlite3_column_type(handle, Int32(column)) {
        case SQLITE_INTEGER: return sqlite3_column_int64(handle, Int32(column))
        case SQLITE_NULL: return nil
        default: throw unexpected(column, "an integer")
        }
    }

    func optionalBytes(_ column: Int) throws(AdminError) -> UnsafeRawBufferPointer? {
        switch sqlite3_column_type(handle, Int32(column)) {
        case SQLITE_TEXT, SQLITE_BLOB:
            // In this order: asking for the pointer may convert, and with it change the length. The file is UTF-8, so here
            // it does not. SQLite has no pointer for nothing.
            let start = sqlite3_column_blob(handle, Int32(column))
            return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column))))
        case SQLITE_NULL: return nil
        default: throw unexpected(column, "text or bytes")
        }
    }
}
