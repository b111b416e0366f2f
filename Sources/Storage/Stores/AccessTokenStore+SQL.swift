extension AccessTokenStore {
    enum SQL {
        private static let columns =
            "organization_id, id, client_id, user_id, scopes, digest, issued_at, expires_at, generation"
        private static let byID = "the token was found, and judged the caller's own, by its digest before"

        static let deleteOldestByClient = Statement(
            """
            DELETE FROM access_tokens WHERE id IN (SELECT id FROM access_tokens \
            WHERE client_id = $1 AND expires_at > $2 ORDER BY expires_at DESC LIMIT 1000 OFFSET $3) \
            RETURNING digest
            """, crossTenantReason: "a client has one tenant, and was found before")
        static let insert = Statement(
            "INSERT INTO access_tokens (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        static let delete = Statement("DELETE FROM access_tokens WHERE id = $1", crossTenantReason: byID)
        static let deleteExpired = Statement(
            """
            DELETE FROM access_tokens WHERE id IN \
            (SELECT id FROM access_tokens WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)
            """, crossTenantReason: "expiry spares no tenant")
        static let everythingLive = Statement(
            """
            SELECT \(columns) FROM access_tokens WHERE expires_at > $1 AND EXISTS (SELECT 1 FROM oauth_clients \
            WHERE oauth_clients.id = client_id AND token_generation = generation) ORDER BY id
            """, crossTenantReason: "the token directory holds every tenant's tokens")

        static let all = [
            deleteOldestByClient, insert, delete, deleteExpired, everythingLive,
        ]
    }
}
