import Domain

/// Reads rows as the daemon reads them, and names those that it could not: what the file's own check cannot find.
public enum RowCheck {
    static let reason = "damage is looked for in every tenant's rows"

    /// One line for each row that cannot be read, with its table and the column.
    public static func problems(in transaction: any Transaction) throws(AdminError) -> [String] {
        var problems: [String] = []
        func check<Value>(
            _ statement: Statement, _ values: [SQLValue] = [], _ decode: (Row) throws(AdminError) -> Value
        ) throws(AdminError) {
            try transaction.forEachRow(statement, values) { row throws(AdminError) in
                do throws(AdminError) { _ = try decode(row) } catch { problems.append(error.detail ?? error.message) }
            }
        }
        try check(OrganizationStore.SQL.rows, [], OrganizationStore.decode)
        try check(TeamStore.SQL.rows, [], TeamStore.decode)
        try check(UserStore.SQL.rows, [], UserStore.decode)
        try check(APIKeyStore.SQL.rows, [], APIKeyStore.decode)
        try check(OAuthClientStore.SQL.everything, [], OAuthClientStore.decode)
        try check(AccessTokenStore.SQL.everythingLive, [.instant(transaction.now)], AccessTokenStore.decode)
        try check(ModelStore.SQL.everything, [], ModelStore.decode)
        try check(ModelFallbacksStore.SQL.everything, [], ModelFallbacksStore.decode)
        try check(TeamModelStore.SQL.everything, [], TeamModelStore.decode)
        try check(PolicyStore.SQL.everyone, [], PolicyStore.decode)
        return problems
    }
}
