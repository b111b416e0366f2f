extension ModelStore {
    enum SQL {
        /// A tenant that may be NULL, said in words that both dialects know.
        private static let tenant = "(organization_id = $1 OR (organization_id IS NULL AND $1 IS NULL))"
        private static let columns = """
            organization_id, id, name, provider, upstream_model, owned_by, description, capabilities, context_window, \
            max_tokens, timeout_ms, stream_timeout_ms, is_enabled, updated_at, is_price_pinned, aliases, created_at
            """

        /// A tenant's own before the platform's.
        private static let ownFirst = "ORDER BY CASE WHEN organization_id IS NULL THEN 1 ELSE 0 END LIMIT 1"

        static let findVisible = Statement(
            """
            SELECT \(columns) FROM models WHERE (organization_id = $1 OR organization_id IS NULL) AND id = $2 \
            AND deleted_at IS NULL
            """)
        static let findVisibleByName = Statement(
            """
            SELECT \(columns) FROM models WHERE (organization_id = $1 OR organization_id IS NULL) AND name = $2 \
            AND deleted_at IS NULL \(ownFirst)
            """)
        // An alias has the tenant of its model: asked for that of the model too, SQLite would look through all that it has.
        static let findVisibleByAlias = Statement(
            """
            SELECT \(columns) FROM models WHERE id IN (SELECT model_id FROM model_aliases \
            WHERE (organization_id = $1 OR organization_id IS NULL) AND alias = $2) AND deleted_at IS NULL \(ownFirst)
            """)
        static let listVisible = Statement(
            """
            SELECT \(columns) FROM models WHERE (organization_id = $1 OR (organization_id IS NULL AND NOT EXISTS \
            (SELECT 1 FROM models AS own WHERE own.organization_id = $1 AND own.name = models.name \
            AND own.deleted_at IS NULL) AND NOT EXISTS (SELECT 1 FROM model_aliases AS own WHERE own.organization_id = $1 \
            AND own.alias = models.name))) AND id > $2 AND deleted_at IS NULL ORDER BY id LIMIT $3
            """)
        static let listOwn = Statement(
            "SELECT \(columns) FROM models WHERE \(tenant) AND deleted_at IS NULL ORDER BY id")
        // Of the index alone, which an OR of the two would leave for the rows.
        static let countOwn = Statement(
            """
            SELECT (SELECT count(*) FROM models WHERE organization_id = $1 AND deleted_at IS NULL) + (SELECT count(*) \
            FROM models WHERE organization_id IS NULL AND $1 IS NULL AND deleted_at IS NULL)
            """)
        static let isNameTaken = Statement(
            """
            SELECT 1 FROM models WHERE \(tenant) AND name = $2 AND id <> $3 AND deleted_at IS NULL \
            UNION ALL SELECT 1 FROM model_aliases WHERE \(tenant) AND alias = $2 AND model_id <> $3
            """)
        static let insertAlias = Statement(
            "INSERT INTO model_aliases (organization_id, model_id, alias) VALUES ($1, $2, $3)")
        static let deleteAliases = Statement("DELETE FROM model_aliases WHERE \(tenant) AND model_id = $2")
        static let insert = Statement(
            """
            INSERT INTO models (\(columns)) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """)
        static let update = Statement(
            """
            UPDATE models SET name = $3, provider = $4, upstream_model = $5, owned_by = $6, description = $7, \
            capabilities = $8, context_window = $9, max_tokens = $10, timeout_ms = $11, stream_timeout_ms = $12, \
            is_enabled = $13, updated_at = $14, is_price_pinned = $15, aliases = $16 \
            WHERE \(tenant) AND id = $2 AND deleted_at IS NULL
            """)
        static let delete = Statement(
            """
            UPDATE models SET deleted_at = $3, updated_at = $3 WHERE \(tenant) AND id = $2 AND deleted_at IS NULL
            """)
        static let everything = Statement(
            """
            SELECT \(columns) FROM models WHERE deleted_at IS NULL AND (organization_id IS NULL \
            OR organization_id IN (SELECT id FROM organizations WHERE deleted_at IS NULL))
            """, crossTenantReason: "the catalogue in memory holds every tenant's models")

        static let all = [
            findVisible, findVisibleByName, findVisibleByAlias, insertAlias, deleteAliases, listVisible, listOwn,
            countOwn, isNameTaken, insert, update, delete,
            everything,
        ]
    }
}
