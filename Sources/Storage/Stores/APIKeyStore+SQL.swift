extension APIKeyStore {
    enum SQL {
        private static let written = """
            organization_id, id, team_id, user_id, name, is_enabled, removed_at, expires_at, allowed_models, \
            allowed_addresses, metadata, updated_at, created_at, rotation_policy, next_rotation_at, \
            rotation_announced_at, \(SecretColumns.list)
            """
        static let columns = "\(written), last_used_at"

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
            $14, $15, $16, \(SecretColumns.placeholders(from: 17))) ON CONFLICT DO NOTHING
            """)
        static let update = Statement(
            """
            UPDATE api_keys SET team_id = $3, user_id = $4, name = $5, is_enabled = $6, removed_at = $7, \
            expires_at = $8, allowed_models = $9, allowed_addresses = $10, metadata = $11, updated_at = $12, \
            rotation_policy = $13, next_rotation_at = $14, rotation_announced_at = $15 \
            WHERE organization_id = $1 AND id = $2
            """)
        static let updateSecrets = Statement(
            """
            UPDATE api_keys SET updated_at = $3, \(SecretColumns.assignments(from: 4)) \
            WHERE organization_id = $1 AND id = $2
            """)
        static let updateLastUsed = Statement(
            """
            UPDATE api_keys SET last_used_at = $3 \
            WHERE organization_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3)
            """)
        static let updateCurrentUse = Statement(
            """
            UPDATE api_keys SET secret_last_used_at = $4, secret_last_used_address = $5, secret_last_used_agent = $6 \
            WHERE organization_id = $1 AND id = $2 AND secret_digest = $3
            """)
        static let updateOutgoingUse = Statement(
            """
            UPDATE api_keys SET outgoing_last_used_at = $4, outgoing_last_used_address = $5, \
            outgoing_last_used_agent = $6 WHERE organization_id = $1 AND id = $2 AND outgoing_digest = $3
            """)
        static let listDue = Statement(
            """
            SELECT \(columns) FROM api_keys WHERE organization_id = $1 AND next_rotation_at <= $2 \
            AND removed_at IS NULL AND id > $3 ORDER BY id LIMIT $4
            """)
        static let dueEverywhere = Statement(
            """
            SELECT organization_id, id, next_rotation_at FROM api_keys \
            WHERE next_rotation_at <= $1 AND removed_at IS NULL \
            AND (next_rotation_at, id) > ($2, $3) ORDER BY next_rotation_at, id LIMIT $4
            """, crossTenantReason: "plans fall due in every tenant; each key is changed under its own")
        static let find = Statement(
            "SELECT \(columns) FROM api_keys WHERE organization_id = $1 AND id = $2")
        static let findAll = Statement(
            """
            SELECT \(columns) FROM api_keys WHERE organization_id = $1 \
            AND id IN (SELECT value FROM json_each($2)) LIMIT $3
            """)
        static let countEverywhere = Statement(
            "SELECT COUNT(*) FROM api_keys", crossTenantReason: "the key directory holds every tenant's keys")
        static let idAtPosition = Statement(
            "SELECT id FROM api_keys ORDER BY id LIMIT 1 OFFSET $1",
            crossTenantReason: "the key directory holds every tenant's keys")
        /// In the order that `DirectoryKey` reads.
        static let listForDirectory = Statement(
            """
            SELECT organization_id, id, team_id, user_id, name, is_enabled, removed_at, expires_at, allowed_models, \
            allowed_addresses, metadata, last_used_at, next_rotation_at, secret_digest, secret_last_used_at, \
            outgoing_digest, outgoing_last_used_at, rotation_began_at, rotation_ends_at, secret_masked \
            FROM api_keys WHERE id > $1 AND id <= $2
            """, crossTenantReason: "the key directory holds every tenant's keys")

        static let currentPeppers = Statement(
            """
            SELECT secret_pepper_version, COUNT(*) FROM api_keys WHERE removed_at IS NULL \
            GROUP BY secret_pepper_version
            """, crossTenantReason: PepperCount.reason)
        static let outgoingPeppers = Statement(
            """
            SELECT outgoing_pepper_version, COUNT(*) FROM api_keys WHERE removed_at IS NULL \
            AND rotation_ends_at > $1 GROUP BY outgoing_pepper_version
            """, crossTenantReason: PepperCount.reason)

        static let rows = Statement(
            "SELECT \(columns) FROM api_keys", crossTenantReason: RowCheck.reason)

        static let all = [
            rows, findByTeam, findByUser, listByTeam, listByUser, isNameTakenInTeam, isNameTakenByUser, hasLiveByTeam,
            hasLiveByUser, insert, update, updateSecrets, updateLastUsed, updateCurrentUse, updateOutgoingUse, listDue,
            dueEverywhere, find, findAll, countEverywhere, idAtPosition, listForDirectory,
            currentPeppers, outgoingPeppers,
        ]
    }
}
