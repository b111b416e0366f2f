import Domain

/// A row as it lies in the driver's memory: a column costs nothing until it is asked for. For the few queries that read a
/// million rows; all others read a `Row`.
///
/// Good for as long as the closure runs that it was given to. A column that does not hold what the schema says throws an
/// internal error that names table, row and column.
public protocol RowView: AnyObject {
    /// What it answers.
    var statement: Statement { get }

    /// `nil` for NULL.
    func optionalInteger(_ column: Int) throws(AdminError) -> Int64?

    /// The UTF-8 of a text, or the bytes of a blob; `nil` for NULL. They are gone with the row.
    func optionalBytes(_ column: Int) throws(AdminError) -> UnsafeRawBufferPointer?
}

extension RowView {
    func integer(_ column: Int) throws(AdminError) -> Int64 {
        guard let value = try optionalInteger(column) else { throw unexpected(column, "an integer") }
        return value
    }

    func bytes(_ column: Int) throws(AdminError) -> UnsafeRawBufferPointer {
        guard let bytes = try optionalBytes(column) else { throw unexpected(column, "text or bytes") }
        return bytes
    }

    func text(_ column: Int) throws(AdminError) -> String { String(decoding: try bytes(column), as: UTF8.self) }

    func optionalText(_ column: Int) throws(AdminError) -> String? {
        try optionalBytes(column).map { String(decoding: $0, as: UTF8.self) }
    }

    func bool(_ column: Int) throws(AdminError) -> Bool {
        let value = try integer(column)
        guard value == 0 || value == 1 else { throw unexpected(column, "0 or 1") }
        return value == 1
    }

    /// As `Row.list`.
    func list<Value>(_ column: Int, _ wanted: String, _ parse: (String) -> Value?) throws(AdminError) -> [Value] {
        let text = try text(column)
        let texts: [String]
        do throws(AdminError) {
            texts = try StoredJSON.value(text, as: [String].self)
        } catch {
            throw unexpected(column, wanted)
        }
        let values = texts.compactMap(parse)
        guard values.count == texts.count else { throw unexpected(column, wanted) }
        return values
    }

    func unexpected(_ column: Int, _ wanted: String) -> AdminError {
        statement.unexpected(column, wanted) { position in
            do throws(AdminError) { return try optionalText(position) } catch { return nil }
        }
    }

    func instant(_ column: Int) throws(AdminError) -> Instant { Instant(milliseconds: try integer(column)) }

    func optionalInstant(_ column: Int) throws(AdminError) -> Instant? {
        try optionalInteger(column).map { Instant(milliseconds: $0) }
    }

    func optionalID<Entity>(_ column: Int, _ entity: Entity.Type) throws(AdminError) -> Identifier<Entity>? {
        guard let bytes = try optionalBytes(column) else { return nil }
        guard let id = Identifier<Entity>(utf8: bytes) else { throw unexpected(column, "an id") }
        return id
    }

    func id<Entity>(_ column: Int, _ entity: Entity.Type) throws(AdminError) -> Identifier<Entity> {
        guard let id = try optionalID(column, entity) else { throw unexpected(column, "an id") }
        return id
    }

    func optionalDigest(_ column: Int) throws(AdminError) -> SecretDigest? {
        guard let bytes = try optionalBytes(column) else { return nil }
        guard let digest = SecretDigest(raw: bytes) else { throw unexpected(column, "a digest") }
        return digest
    }

    func digest(_ column: Int) throws(AdminError) -> SecretDigest {
        guard let digest = try optionalDigest(column) else { throw unexpected(column, "a digest") }
        return digest
    }
}

extension AdminError {
    static func unexpected(_ column: Int, _ wanted: String) -> AdminError {
        .internal("column \(column) of a row does not hold \(wanted)")
    }
}
