extension APIKeyStore {
    enum SQL {
        private static let written = """
            organization_id, id, team_id, user_id, name, is_enabled, removed_at, expires_at, allowed_models, \
            allowed_addresses, metadata, updated_at, created_at, \(SecretColumns.list)
            """
        private static let columns = "\(written), last_used_at"

        static let findByTeam = Statement(
            "SELECT \(columns) FROM api_keys WHERE organization_id = $1 AND team_id = $2 AND id = $3")
        static let findByUser = Statement(
            "SELECT \(columns) FROM api_keys WHERE organization_id = $1 AND user_id = $2 AND id = $3")
        static let listByTeam = Statement(
            """
            SELECT \(columns) FROM api_keys WHERE organization_id = $1 AND team_id = $2 AND id > $3 \
            AND (removed_at IS NULL OR $4 = 1) ORDER BY id LIMIT $5
            """)
        static let listByUser = Statement(
            """
            SELECT \(columns) FROM api_keys WHERE organization_id = $1 AND user_id = $2 AND id > $3 \
            AND (removed_at IS NULL OR $4 = 1) ORDER BY id LIMIT $5
            """)
        static let isNameTakenInTeam = Statement(
            """
            SELECT 1 FROM api_keys WHERE organization_id = $1 AND team_id = $2 AND name = $3 AND id <> $4 \
            AND removed_at IS NULL
            """)
        static let isNameTakenByUser = Statement(
            """
            SELECT 1 FROM api_keys WHERE organization_id = $1 AND user_id = $2 AND name = $3 AND id <> $4 \
            AND removed_at IS NULL
            """)
        static let hasLiveByTeam = Statement(
            """
            SELECT 1 FROM api_keys WHERE organization_id = $1 AND team_id = $2 AND removed_at IS NULL \
            LIMIT 1 OFFSET $3
            """)
        static let hasLiveByUser = Statement(
            """
            SELECT 1 FROM api_keys WHERE organization_id = $1 AND user_id = $2 AND removed_at IS NULL \
            LIMIT 1 OFFSET $3
            """)
        static let insert = Statement(
            """
            INSERT INTO api_keys (\(written)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
            $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
            """)
        static let update = Statement(
            """
            UPDATE api_keys SET team_id = $3, user_id = $4, name = $5, is_enabled = $6, removed_at = $7, \
            expires_at = $8, allowed_models = $9, allowed_addresses = $10, metadata = $11, updated_at = $12 \
            WHERE organization_id = $1 AND id = $2
            """)
        static let updateSecrets = Statement(
            """
            UPDATE api_keys SET updated_at = $3, secret_digest = $4, secret_pepper_version = $5, secret_masked = $6, \
            secret_created_at = $7, outgoing_digest = $8, outgoing_pepper_version = $9, outgoing_masked = $10, \
            outgoing_created_at = $11, rotation_began_at = $12, rotation_ends_at = $13 \
            WHERE organization_id = $1 AND id = $2
            """)
        static let updateLastUsed = Statement(
            """
            UPDATE api_keys SET last_used_at = $3 \
            WHERE organization_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3)
            """)
        static let everything = Statement(
            "SELECT \(columns) FROM api_keys", crossTenantReason: "the key directory holds every tenant's keys")

        static let all = [
            findByTeam, findByUser, listByTeam, listByUser, isNameTakenInTeam, isNameTakenByUser, hasLiveByTeam,
            hasLiveByUser, insert, update, updateSecrets, updateLastUsed, everything,
        ]
    }
}
