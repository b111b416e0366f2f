import Domain

extension Transaction {
    public var accessTokens: AccessTokenStore { AccessTokenStore(transaction: self) }
}

public struct AccessTokenStore {
    let transaction: any Transaction

    /// Deletes live tokens of the client beyond the `count` that expire last, a thousand at most; says whose digests they had.
    public func deleteOldest(of client: OAuthClientID, keeping count: Int) throws(AdminError) -> [SecretDigest] {
        try transaction.rows(
            SQL.deleteOldestByClient, [.id(client), .instant(transaction.now), .integer(Int64(count))]
        ) { row throws(AdminError) in try row.digest(0) }
    }

    public func insert(_ token: AccessToken) throws(AdminError) {
        try transaction.run(
            SQL.insert,
            [
                .id(token.organizationID), .id(token.id), .id(token.clientID), .id(token.userID),
                .text(token.scopes.text), .digest(token.digest), .instant(token.issuedAt), .instant(token.expiresAt),
                .integer(token.generation),
            ])
    }

    public func delete(_ id: AccessTokenID) throws(AdminError) {
        try transaction.run(SQL.delete, [.id(id)])
    }

    /// Clears away what has expired, `limit` rows at a time so that no other writer waits long; says how many went.
    public func deleteExpired(limit: Int) throws(AdminError) -> Int {
        try transaction.run(SQL.deleteExpired, [.instant(transaction.now), .integer(Int64(limit))])
    }

    /// Every live token of every tenant, oldest first, for the token directory: none of a generation that has ended.
    public func forEachLive(_ body: (AccessToken) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.everythingLive, [.instant(transaction.now)]) { row throws(AdminError) in
            try body(try Self.decode(row))
        }
    }

    static func decode(_ row: Row) throws(AdminError) -> AccessToken {
        AccessToken(
            id: try row.id(1, AccessToken.self),
            clientID: try row.id(2, OAuthClient.self),
            organizationID: try row.optionalID(0, Organization.self),
            userID: try row.optionalID(3, User.self),
            scopes: try row.parsed(4, "scopes") { try? Set<Scope>.parse($0.split(separator: " ")).get() },
            digest: try row.digest(5),
            issuedAt: try row.instant(6),
            expiresAt: try row.instant(7),
            generation: try row.integer(8))
    }
}
