extension TeamStore {
    enum SQL {
        static let columns =
            "organization_id, id, name, slug, description, metadata, updated_at, created_at"

        static let find = Statement(
            "SELECT \(columns) FROM teams WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL")
        static let findBySlug = Statement(
            "SELECT \(columns) FROM teams WHERE organization_id = $1 AND slug = $2 AND deleted_at IS NULL")
        private static let ofKeys = """
            SELECT organizations.id, max_key_lifetime_seconds, max_keys_per_owner, teams.metadata FROM organizations \
            LEFT JOIN teams ON teams.organization_id = organizations.id AND teams.id = $2 \
            AND teams.deleted_at IS NULL WHERE organizations.deleted_at IS NULL
            """
        private static let ownTenant = "the organization is the tenant, and the team is one of its own"
        static let findOfKeys = Statement("\(ofKeys) AND organizations.id = $1", crossTenantReason: ownTenant)
        static let findOfKeysBySlug = Statement("\(ofKeys) AND organizations.slug = $1", crossTenantReason: ownTenant)
        static let isSlugTaken = Statement(
            "SELECT 1 FROM teams WHERE organization_id = $1 AND slug = $2 AND id <> $3 AND deleted_at IS NULL")
        static let insert = Statement("INSERT INTO teams (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        static let update = Statement(
            """
            UPDATE teams SET name = $3, slug = $4, description = $5, metadata = $6, updated_at = $7 \
            WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
            """)
        static let delete = Statement(
            """
            UPDATE teams SET deleted_at = $3, updated_at = $3 \
            WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
            """)
        static let liveness = Statement(
            "SELECT id, CASE WHEN deleted_at IS NULL THEN 1 ELSE 0 END FROM teams",
            crossTenantReason: "the key directory holds every tenant's owners")

        static let rows = Statement(
            "SELECT \(columns) FROM teams", crossTenantReason: RowCheck.reason)

        static let all = [
            rows, find, findBySlug, findOfKeys, findOfKeysBySlug, isSlugTaken, insert, update, delete, liveness,
        ]
    }
}
