import Domain

extension Transaction {
    public var idempotentReplies: IdempotentReplyStore { IdempotentReplyStore(transaction: self) }
}

/// What was answered to a POST under an `Idempotency-Key`.
public struct IdempotentReply: Sendable {
    public let caller: String
    public let key: String
    /// Digest of the request: method, path, tenant, body.
    public let fingerprint: [UInt8]
    /// Sealed; `nil` once it is no longer kept.
    public let reply: [UInt8]?
    public let replyExpiresAt: Instant
    public let expiresAt: Instant

    public init(
        caller: String, key: String, fingerprint: [UInt8], reply: [UInt8]?, replyExpiresAt: Instant, expiresAt: Instant
    ) {
        self.caller = caller
        self.key = key
        self.fingerprint = fingerprint
        self.reply = reply
        self.replyExpiresAt = replyExpiresAt
        self.expiresAt = expiresAt
    }
}

public struct IdempotentReplyStore {
    let transaction: any Transaction

    public func find(caller: String, key: String) throws(AdminError) -> IdempotentReply? {
        let values: [SQLValue] = [.text(caller), .text(key), .instant(transaction.now)]
        return try transaction.firstRow(SQL.find, values) { row throws(AdminError) in
            IdempotentReply(
                caller: caller, key: key, fingerprint: try row.bytes(0),
                reply: row.isNull(1) ? nil : try row.bytes(1), replyExpiresAt: try row.instant(2),
                expiresAt: try row.instant(3))
        }
    }

    /// Takes the place of one that has expired and was not purged yet.
    public func insert(_ reply: IdempotentReply) throws(AdminError) {
        try transaction.run(
            SQL.insert,
            [
                .text(reply.caller), .text(reply.key), .blob(reply.fingerprint), reply.reply.map { .blob($0) } ?? .null,
                .instant(transaction.now), .instant(reply.replyExpiresAt), .instant(reply.expiresAt),
            ])
    }

    /// Whether a caller has at least `count` of them; looks at no more than that many rows.
    public func has(_ count: Int64, of caller: String) throws(AdminError) -> Bool {
        try transaction.exists(SQL.has, [.text(caller), .integer(count - 1)])
    }

    /// Drops replies that are no longer kept, `limit` at a time so that no other writer waits long; says how many went.
    public func dropReplies(limit: Int) throws(AdminError) -> Int {
        try transaction.run(SQL.dropReplies, [.instant(transaction.now), .integer(Int64(limit))])
    }

    /// The same of rows that have expired.
    public func deleteExpired(limit: Int) throws(AdminError) -> Int {
        try transaction.run(SQL.deleteExpired, [.instant(transaction.now), .integer(Int64(limit))])
    }

    enum SQL {
        private static let reason = "belongs to a caller, which is named, and not to a tenant"

        static let find = Statement(
            """
            SELECT fingerprint, CASE WHEN reply_expires_at > $3 THEN reply END, reply_expires_at, expires_at \
            FROM idempotent_replies WHERE caller = $1 AND key = $2 AND expires_at > $3
            """, crossTenantReason: reason)
        static let insert = Statement(
            """
            INSERT INTO idempotent_replies (caller, key, fingerprint, reply, created_at, reply_expires_at, expires_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (caller, key) DO UPDATE SET \
            fingerprint = excluded.fingerprint, reply = excluded.reply, created_at = excluded.created_at, \
            reply_expires_at = excluded.reply_expires_at, expires_at = excluded.expires_at
            """, crossTenantReason: reason)
        static let has = Statement(
            "SELECT 1 FROM idempotent_replies WHERE caller = $1 LIMIT 1 OFFSET $2", crossTenantReason: reason)
        static let dropReplies = Statement(
            """
            UPDATE idempotent_replies SET reply = NULL WHERE (caller, key) IN (SELECT caller, key FROM idempotent_replies \
            WHERE reply IS NOT NULL AND reply_expires_at <= $1 ORDER BY reply_expires_at LIMIT $2)
            """, crossTenantReason: "expiry spares no tenant")
        static let deleteExpired = Statement(
            """
            DELETE FROM idempotent_replies WHERE (caller, key) IN (SELECT caller, key FROM idempotent_replies \
            WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)
            """, crossTenantReason: "expiry spares no tenant")

        static let all = [find, insert, has, dropReplies, deleteExpired]
    }
}
