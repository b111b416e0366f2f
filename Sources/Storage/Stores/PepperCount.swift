import Domain

/// How many secrets that still work are stored under each version of the pepper.
public struct PepperCount: Hashable, Sendable {
    static let reason = "a version leaves the vault key for every tenant at once"

    public private(set) var byVersion: [Int: Int] = [:]

    fileprivate init(
        _ transaction: any Transaction, current: Statement, outgoing: Statement
    ) throws(AdminError) {
        let queries: [(Statement, [SQLValue])] = [(current, []), (outgoing, [.instant(transaction.now)])]
        for (statement, values) in queries {
            let rows = try transaction.rows(statement, values) { row throws(AdminError) in
                (version: Int(try row.integer(0)), count: Int(try row.integer(1)))
            }
            for row in rows { byVersion[row.version, default: 0] += row.count }
        }
    }
}

extension APIKeyStore {
    /// Of every tenant's live keys, both secrets of a rotation.
    public func pepperCount() throws(AdminError) -> PepperCount {
        try PepperCount(transaction, current: SQL.currentPeppers, outgoing: SQL.outgoingPeppers)
    }
}

extension OAuthClientStore {
    /// Of every live client, both secrets of a rotation.
    public func pepperCount() throws(AdminError) -> PepperCount {
        try PepperCount(transaction, current: SQL.currentPeppers, outgoing: SQL.outgoingPeppers)
    }
}
