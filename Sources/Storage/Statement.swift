/// One SQL statement, in the dialect that SQLite ≥ 3.38 and PostgreSQL ≥ 14 share, with parameters `$1`, `$2` ….
public struct Statement: Hashable, Sendable {
    public let sql: String
    /// Why the statement may look beyond one tenant; `nil` for the many that must bind `organization_id`.
    public let crossTenantReason: String?
    /// Parameter numbers in the order of their first appearance: SQLite numbers `$2` before `$1` if it comes first, so
    /// a driver that binds by position needs to know.
    public let parameterOrder: [Int]
    /// Of the text: statements are looked up by it for each row that is written, and their texts are long.
    private let hash: Int

    public init(_ sql: String, crossTenantReason: String? = nil) {
        self.sql = sql
        hash = sql.hashValue
        self.crossTenantReason = crossTenantReason
        parameterOrder = Self.parameters(in: sql)
    }

    public static func == (left: Statement, right: Statement) -> Bool {
        left.hash == right.hash && left.sql == right.sql
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    private static func parameters(in sql: String) -> [Int] {
        var order: [Int] = []
        for piece in sql.split(separator: "$", omittingEmptySubsequences: false).dropFirst() {
            guard let number = Int(piece.prefix { $0.isNumber }), !order.contains(number) else { continue }
            order.append(number)
        }
        return order
    }
}
