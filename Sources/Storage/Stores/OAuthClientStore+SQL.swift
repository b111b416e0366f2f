extension OAuthClientStore {
    enum SQL {
        /// A tenant that may be NULL, said in words that both dialects know: SQLite has `IS NOT DISTINCT FROM` since 3.39
        /// only.
        private static let tenant = "(organization_id = $1 OR (organization_id IS NULL AND $1 IS NULL))"
        static let columns = """
            organization_id, id, user_id, name, scopes, is_enabled, updated_at, created_at, \(SecretColumns.list)
            """

        static let find = Statement(
            "SELECT \(columns) FROM oauth_clients WHERE \(tenant) AND id = $2 AND deleted_at IS NULL")
        /// `$5` and `$6` are digests of one secret, `$7` is the instant that a rotation must not have ended by.
        static let standingGeneration = Statement(
            """
            SELECT token_generation FROM oauth_clients WHERE \(tenant) AND id = $2 AND deleted_at IS NULL AND is_enabled = 1 \
            AND scopes = $3 AND (user_id = $4 OR (user_id IS NULL AND $4 IS NULL)) \
            AND (secret_digest IN ($5, $6) OR (outgoing_digest IN ($5, $6) AND rotation_ends_at > $7)) \
            AND ($1 IS NULL OR EXISTS \
            (SELECT 1 FROM organizations WHERE id = $1 AND status = 'active' AND deleted_at IS NULL)) \
            AND ($1 IS NULL OR $4 IS NULL OR EXISTS (SELECT 1 FROM users \
            WHERE organization_id = $1 AND id = $4 AND status = 'active' AND deleted_at IS NULL))
            """)
        static let hasOtherRoot = Statement(
            """
            SELECT 1 FROM oauth_clients WHERE organization_id IS NULL AND scopes = '*' AND is_enabled = 1 \
            AND id <> $1 AND deleted_at IS NULL LIMIT 1
            """, crossTenantReason: "the platform's own clients, which belong to no tenant")
        static let insert = Statement(
            """
            INSERT INTO oauth_clients (\(columns)) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, \(SecretColumns.placeholders(from: 9)))
            """)
        static let update = Statement(
            """
            UPDATE oauth_clients SET user_id = $3, name = $4, scopes = $5, is_enabled = $6, updated_at = $7 \
            WHERE \(tenant) AND id = $2 AND deleted_at IS NULL
            """)
        static let updateSecrets = Statement(
            """
            UPDATE oauth_clients SET updated_at = $3, \(SecretColumns.assignments(from: 4)) \
            WHERE \(tenant) AND id = $2 AND deleted_at IS NULL
            """)
        static let delete = Statement(
            """
            UPDATE oauth_clients SET deleted_at = $3, updated_at = $3 \
            WHERE \(tenant) AND id = $2 AND deleted_at IS NULL
            """)
        private static let nextGeneration = "UPDATE oauth_clients SET token_generation = token_generation + 1 WHERE"
        static let endTokens = Statement(
            "\(nextGeneration) id = $1 RETURNING id, token_generation",
            crossTenantReason: "the client was found, and judged the caller's own, before")
        static let endTokensByOrganization = Statement(
            "\(nextGeneration) organization_id = $1 RETURNING id, token_generation")
        static let endTokensByUser = Statement(
            "\(nextGeneration) organization_id = $1 AND user_id = $2 RETURNING id, token_generation")
        static let currentPeppers = Statement(
            """
            SELECT secret_pepper_version, COUNT(*) FROM oauth_clients WHERE deleted_at IS NULL \
            GROUP BY secret_pepper_version
            """, crossTenantReason: PepperCount.reason)
        static let outgoingPeppers = Statement(
            """
            SELECT outgoing_pepper_version, COUNT(*) FROM oauth_clients WHERE deleted_at IS NULL \
            AND rotation_ends_at > $1 GROUP BY outgoing_pepper_version
            """, crossTenantReason: PepperCount.reason)
        static let everything = Statement(
            """
            SELECT \(columns) FROM oauth_clients WHERE deleted_at IS NULL AND (organization_id IS NULL \
            OR organization_id IN (SELECT id FROM organizations WHERE deleted_at IS NULL))
            """, crossTenantReason: "the client directory holds every tenant's clients")

        static let all = [
            find, standingGeneration, hasOtherRoot, insert, update, updateSecrets, delete, endTokens,
            endTokensByOrganization, endTokensByUser, currentPeppers, outgoingPeppers, everything,
        ]
    }
}
