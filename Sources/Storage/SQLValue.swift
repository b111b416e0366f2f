import Domain

/// What a column holds. Instants are Unix milliseconds, ids and enumerations text, booleans 0 and 1.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
    /// An id, which is text in the column: written as such only where SQLite takes it.
    case uuid(high: UInt64, low: UInt64)
}

extension SQLValue {
    static func id<Entity>(_ id: Identifier<Entity>) -> SQLValue { .uuid(high: id.high, low: id.low) }
    static func id<Entity>(_ id: Identifier<Entity>?) -> SQLValue { id.map { .id($0) } ?? .null }
    static func instant(_ instant: Instant) -> SQLValue { .integer(instant.milliseconds) }
    static func instant(_ instant: Instant?) -> SQLValue { instant.map { .integer($0.milliseconds) } ?? .null }
    static func bool(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }
    static func optionalInteger(_ value: Int64?) -> SQLValue { value.map { .integer($0) } ?? .null }
    static func optionalText(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
    static func digest(_ digest: SecretDigest) -> SQLValue { .blob(digest.bytes) }
    static func digest(_ digest: SecretDigest?) -> SQLValue { digest.map { .blob($0.bytes) } ?? .null }
}
