extension OrganizationStore {
    enum SQL {
        private static let columns = """
            id, name, slug, time_zone, status, max_key_lifetime_seconds, max_keys_per_owner, \
            default_team_models, updated_at, created_at
            """
        private static let ownTable = "the organization is the tenant: its own id is what is bound or paged by"

        static let find = Statement(
            "SELECT \(columns) FROM organizations WHERE id = $1 AND deleted_at IS NULL", crossTenantReason: ownTable)
        static let findBySlug = Statement(
            "SELECT \(columns) FROM organizations WHERE slug = $1 AND deleted_at IS NULL", crossTenantReason: ownTable)
        static let list = Statement(
            "SELECT \(columns) FROM organizations WHERE id > $1 AND deleted_at IS NULL ORDER BY id LIMIT $2",
            crossTenantReason: ownTable)
        static let isSlugTaken = Statement(
            "SELECT 1 FROM organizations WHERE slug = $1 AND id <> $2 AND deleted_at IS NULL",
            crossTenantReason: ownTable)
        static let insert = Statement(
            "INSERT INTO organizations (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            crossTenantReason: ownTable)
        static let update = Statement(
            """
            UPDATE organizations SET name = $2, slug = $3, time_zone = $4, status = $5, max_key_lifetime_seconds = $6, \
            max_keys_per_owner = $7, default_team_models = $8, updated_at = $9 WHERE id = $1 AND deleted_at IS NULL
            """, crossTenantReason: ownTable)
        static let delete = Statement(
            "UPDATE organizations SET deleted_at = $2, updated_at = $2 WHERE id = $1 AND deleted_at IS NULL",
            crossTenantReason: ownTable)
        static let standing = Statement(
            """
            SELECT id, CASE WHEN deleted_at IS NULL THEN slug END, \
            CASE WHEN deleted_at IS NULL AND status = 'active' THEN 1 ELSE 0 END FROM organizations
            """,
            crossTenantReason: "the key directory holds every tenant")
        static let defaults = Statement(
            "SELECT id, default_team_models FROM organizations WHERE deleted_at IS NULL",
            crossTenantReason: "the hot path judges every tenant's users by the default")

        static let timeZones = Statement(
            "SELECT id, time_zone FROM organizations WHERE deleted_at IS NULL",
            crossTenantReason: "the books of every tenant run in its zone")

        static let rows = Statement(
            "SELECT \(columns) FROM organizations", crossTenantReason: RowCheck.reason)

        static let all = [
            rows, find, findBySlug, list, isSlugTaken, insert, update, delete, standing, timeZones, defaults,
        ]
    }
}
