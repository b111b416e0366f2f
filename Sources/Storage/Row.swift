import Domain

/// A row of a result, read by position. A column that does not hold what the schema says is a defect or a damaged file,
/// and surfaces as an internal error that names table, row and column.
public struct Row {
    private let values: [SQLValue]
    /// What it answers.
    private let statement: Statement?

    public init(values: [SQLValue], of statement: Statement? = nil) {
        self.values = values
        self.statement = statement
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

    public func bool(_ column: Int) throws(AdminError) -> Bool {
        let value = try integer(column)
        guard value == 0 || value == 1 else { throw unexpected(column, "0 or 1") }
        return value == 1
    }

    public func isNull(_ column: Int) -> Bool { values[column] == .null }

    public func unexpected(_ column: Int, _ wanted: String) -> AdminError {
        guard let statement else { return .unexpected(column, wanted) }
        return statement.unexpected(column, wanted) { position in
            if case .text(let text) = values[position] { text } else { nil }
        }
    }
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

    /// Reads JSON.
    func json<Value: Decodable>(_ column: Int, as type: Value.Type) throws(AdminError) -> Value {
        let text = try text(column)
        return try reading(column, "the JSON of its kind") { () throws(AdminError) in
            try StoredJSON.value(text, as: type)
        }
    }

    /// Reads a list all of whose entries have a stricter type in the domain. One that cannot be read is not left out: what
    /// is left might say less, or nothing, and no restriction at all is the widest.
    func list<Value>(_ column: Int, _ wanted: String, _ parse: (String) -> Value?) throws(AdminError) -> [Value] {
        // Most lists are empty, and making a decoder costs more than the rest of a row.
        if try text(column) == "[]" { return [] }
        let texts = try json(column, as: [String].self)
        let values = texts.compactMap(parse)
        guard values.count == texts.count else { throw unexpected(column, wanted) }
        return values
    }

    /// Runs a reading, and names the column where that fails.
    func reading<Value>(
        _ column: Int, _ wanted: String, _ read: () throws(AdminError) -> Value
    ) throws(AdminError) -> Value {
        do throws(AdminError) { return try read() } catch { throw unexpected(column, wanted) }
    }

    /// Reads text that has a stricter type in the domain.
    func parsed<Value>(_ column: Int, _ wanted: String, _ parse: (String) -> Value?) throws(AdminError) -> Value {
        guard let value = parse(try text(column)) else { throw unexpected(column, wanted) }
        return value
    }
}
