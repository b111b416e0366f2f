import Domain
internal import GRDBSQLite

/// SQLite takes a copy of what is bound.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension SQLValue {
    /// - Parameter index: of the parameter, from 1 on.
    /// - Throws: `invalidRequest` for text with U+0000 in it: PostgreSQL refuses it, and SQLite's C interface cuts it there.
    func bind(at index: Int32, of statement: OpaquePointer) throws(AdminError) {
        let code: Int32
        switch self {
        case .null: code = sqlite3_bind_null(statement, index)
        case .integer(let value): code = sqlite3_bind_int64(statement, index, value)
        case .text(var text):
            let bound: Int32? = text.withUTF8 { bytes in
                guard !bytes.contains(0) else { return nil }
                // Nothing has no address, and SQLite reads that as NULL.
                guard let start = bytes.baseAddress else {
                    return sqlite3_bind_text(statement, index, "", 0, transient)
                }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    sqlite3_bind_text(statement, index, $0, Int32(clamping: bytes.count), transient)
                }
            }
            guard let bound else {
                throw AdminError(.invalidRequest, "Text must not contain the character U+0000.")
            }
            code = bound
        case .uuid(let high, let low):
            let id = Identifier<Void>(high: high, low: low)
            code = withUnsafeTemporaryAllocation(byteCount: Identifier<Void>.textLength, alignment: 8) { bytes in
                id.write(to: bytes)
                return bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, index, $0.baseAddress, Int32($0.count), transient)
                }
            }
        case .blob(let bytes):
            code =
                bytes.isEmpty
                ? sqlite3_bind_zeroblob(statement, index, 0)
                : bytes.withUnsafeBytes {
                    sqlite3_bind_blob(statement, index, $0.baseAddress, Int32(clamping: $0.count), transient)
                }
        }
        guard code == SQLITE_OK else { throw .internal("parameter \(index) could not be bound: SQLite \(code)") }
    }

    /// What the row holds that the statement stands on.
    ///
    /// - Throws: `internalError` for a floating-point number: no column of ours holds one.
    init(column: Int32, of statement: OpaquePointer) throws(AdminError) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: self = .null
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT: self = .text(String(decoding: Self.bytes(column, statement), as: UTF8.self))
        case SQLITE_BLOB: self = .blob(Array(Self.bytes(column, statement)))
        default: throw .internal("column \(column) of a row holds a floating-point number")
        }
    }

    /// In this order: asking for the pointer may convert, and with it change the length.
    private static func bytes(_ column: Int32, _ statement: OpaquePointer) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }
}
