import Domain
import Foundation
internal import GRDB

extension SQLValue {
    /// - Throws: `invalidRequest` for text with U+0000 in it: PostgreSQL refuses it, and SQLite's C interface cuts it there.
    func databaseValue() throws(AdminError) -> DatabaseValue {
        switch self {
        case .null: return .null
        case .integer(let value): return value.databaseValue
        case .blob(let bytes): return Data(bytes).databaseValue
        case .text(let text):
            guard !text.utf8.contains(0) else {
                throw AdminError(.invalidRequest, "Text must not contain the character U+0000.")
            }
            return text.databaseValue
        }
    }

    /// - Throws: `internalError` for a floating-point number: no column of ours holds one.
    init(_ value: DatabaseValue, column: Int) throws(AdminError) {
        switch value.storage {
        case .null: self = .null
        case .int64(let value): self = .integer(value)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob([UInt8](data))
        case .double: throw .internal("column \(column) of a row holds a floating-point number")
        }
    }
}
