import Domain

/// How the secrets of a key or a client lie in its row: ten columns, in this order.
enum SecretColumns {
    static let list = """
        secret_digest, secret_pepper_version, secret_masked, secret_created_at, outgoing_digest, \
        outgoing_pepper_version, outgoing_masked, outgoing_created_at, rotation_began_at, rotation_ends_at
        """
    static let count = 10

    static func values(_ secrets: LiveSecrets) -> [SQLValue] {
        let outgoing = secrets.outgoing
        return [
            .digest(secrets.current.digest), .integer(Int64(secrets.current.pepperVersion)),
            .text(secrets.current.masked), .instant(secrets.current.createdAt),
            .digest(outgoing?.secret.digest), .optionalInteger(outgoing.map { Int64($0.secret.pepperVersion) }),
            .optionalText(outgoing?.secret.masked), .instant(outgoing?.secret.createdAt),
            .instant(outgoing?.beganAt), .instant(outgoing?.endsAt),
        ]
    }

    static func read(_ row: Row, from first: Int) throws(AdminError) -> LiveSecrets {
        LiveSecrets(current: try stored(row, from: first), outgoing: try outgoing(row, from: first + 4))
    }

    private static func outgoing(_ row: Row, from first: Int) throws(AdminError) -> OutgoingSecret? {
        if row.isNull(first) { return nil }
        return OutgoingSecret(
            secret: try stored(row, from: first), beganAt: try row.instant(first + 4),
            endsAt: try row.instant(first + 5))
    }

    private static func stored(_ row: Row, from first: Int) throws(AdminError) -> StoredSecret {
        StoredSecret(
            digest: try row.digest(first), pepperVersion: Int(try row.integer(first + 1)),
            masked: try row.text(first + 2), createdAt: try row.instant(first + 3))
    }
}
