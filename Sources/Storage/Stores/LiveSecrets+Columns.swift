import Domain

/// How the secrets of a key or a client lie in its row: always the same columns, in this order.
enum SecretColumns {
    private static let names =
        stored("secret") + stored("outgoing") + ["rotation_began_at", "rotation_ends_at", "rotation_started_by"]

    static var list: String { names.joined(separator: ", ") }
    static var count: Int { names.count }

    /// `$9, $10, …`, for an INSERT.
    static func placeholders(from first: Int) -> String {
        names.indices.map { "$\(first + $0)" }.joined(separator: ", ")
    }

    /// `secret_digest = $4, …`, for an UPDATE.
    static func assignments(from first: Int) -> String {
        names.enumerated().map { "\($0.element) = $\(first + $0.offset)" }.joined(separator: ", ")
    }

    static func values(_ secrets: LiveSecrets) -> [SQLValue] {
        values(secrets.current) + values(secrets.outgoing?.secret) + [
            .instant(secrets.outgoing?.beganAt), .instant(secrets.outgoing?.endsAt),
            .optionalText(secrets.outgoing?.startedBy),
        ]
    }

    static func read(_ row: Row, from first: Int) throws(AdminError) -> LiveSecrets {
        let outgoing = first + storedCount
        return LiveSecrets(
            current: try stored(row, from: first),
            outgoing: row.isNull(outgoing) ? nil : try readOutgoing(row, from: outgoing))
    }

    private static let storedCount = 7

    private static func stored(_ prefix: String) -> [String] {
        ["digest", "pepper_version", "masked", "created_at", "last_used_at", "last_used_address", "last_used_agent"]
            .map { "\(prefix)_\($0)" }
    }

    private static func values(_ secret: StoredSecret?) -> [SQLValue] {
        [
            .digest(secret?.digest), .optionalInteger(secret.map { Int64($0.pepperVersion) }),
            .optionalText(secret?.masked), .instant(secret?.createdAt), .instant(secret?.lastUse?.at),
            .optionalText(secret?.lastUse?.address), .optionalText(secret?.lastUse?.userAgent),
        ]
    }

    private static func readOutgoing(_ row: Row, from first: Int) throws(AdminError) -> OutgoingSecret {
        OutgoingSecret(
            secret: try stored(row, from: first), beganAt: try row.instant(first + storedCount),
            endsAt: try row.instant(first + storedCount + 1),
            startedBy: try row.optionalText(first + storedCount + 2) ?? "unknown")
    }

    private static func stored(_ row: Row, from first: Int) throws(AdminError) -> StoredSecret {
        let usedAt = try row.optionalInstant(first + 4)
        let (address, agent) = (try row.optionalText(first + 5), try row.optionalText(first + 6))
        return StoredSecret(
            digest: try row.digest(first), pepperVersion: Int(try row.integer(first + 1)),
            masked: try row.text(first + 2), createdAt: try row.instant(first + 3),
            lastUse: usedAt.map { SecretUse(at: $0, address: address, userAgent: agent) })
    }
}
