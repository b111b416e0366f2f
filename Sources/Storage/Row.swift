import Domain

/// A row of a result, read by position. A column that does not hold what the schema says is a defect or a damaged file,
/// and surfaces as an internal error that names the column's position.
public struct Row {
    private let values: [SQLValue]

    public init(values: [SQLValue]) {
        self.values = values
    }

    public subscript(column: Int) -> SQLValue { values[column] }

    public func text(_ column: Int) throws(AdminError) -> String {
        guard case .text(let text) = values[column] else { throw unexpected(column, "text") }
        return text
    }

    public func optionalText(_ column: Int) throws(AdminError) -> String? {
        isNull(column) ? nil : try text(column)
    }

    public func integer(_ column: Int) throws(AdminError) -> Int64 {
        guard case .integer(let value) = values[column] else { throw unexpected(column, "an integer") }
        return value
    }

    public func optionalInteger(_ column: Int) throws(AdminError) -> Int64? {
        isNull(column) ? nil : try integer(column)
    }

    public func bytes(_ column: Int) throws(AdminError) -> [UInt8] {
        guard case .blob(let bytes) = values[column] else { throw unexpected(column, "bytes") }
        return bytes
    }

    public func bool(_ column: Int) throws(AdminError) -> Bool { try integer(column) != 0 }

    public func isNull(_ column: Int) -> Bool { values[column] == .null }

    public func unexpected(_ column: Int, _ wanted: String) -> AdminError { .unexpected(column, wanted) }
}

extension Row {
    func id<Entity>(_ column: Int, _ entity: Entity.Type) throws(AdminError) -> Identifier<Entity> {
        try parsed(column, "an id") { Identifier($0) }
    }

    func optionalID<Entity>(_ column: Int, _ entity: Entity.Type) throws(AdminError) -> Identifier<Entity>? {
        isNull(column) ? nil : try id(column, entity)
    }

    func instant(_ column: Int) throws(AdminError) -> Instant {
        Instant(milliseconds: try integer(column))
    }

    func optionalInstant(_ column: Int) throws(AdminError) -> Instant? {
        try optionalInteger(column).map { Instant(milliseconds: $0) }
    }

    func digest(_ column: Int) throws(AdminError) -> SecretDigest {
        guard let digest = SecretDigest(bytes: try bytes(column)) else { throw unexpected(column, "a digest") }
        return digest
    }

    /// Reads text that has a stricter type in the domain.
    func parsed<Value>(_ column: Int, _ wanted: String, _ parse: (String) -> Value?) throws(AdminError) -> Value {
        guard let value = parse(try text(column)) else { throw unexpected(column, wanted) }
        return value
    }
}
