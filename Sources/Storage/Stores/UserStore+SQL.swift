extension UserStore {
    enum SQL {
        static let columns =
            "organization_id, id, email, email_folded, name, role, status, updated_at, created_at"

        static let find = Statement(
            "SELECT \(columns) FROM users WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL")
        static let findByEmail = Statement(
            "SELECT \(columns) FROM users WHERE organization_id = $1 AND email_folded = $2 AND deleted_at IS NULL")
        static let isEmailTaken = Statement(
            """
            SELECT 1 FROM users WHERE organization_id = $1 AND email_folded = $2 AND id <> $3 AND deleted_at IS NULL
            """)
        static let hasActiveOwner = Statement(
            """
            SELECT 1 FROM users WHERE organization_id = $1 AND id <> $2 AND role = 'owner' AND status = 'active' \
            AND deleted_at IS NULL LIMIT 1
            """)
        static let insert = Statement(
            "INSERT INTO users (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        static let update = Statement(
            """
            UPDATE users SET email = $3, email_folded = $4, name = $5, role = $6, status = $7, updated_at = $8 \
            WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
            """)
        static let delete = Statement(
            """
            UPDATE users SET deleted_at = $3, updated_at = $3 \
            WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
            """)
        static let liveness = Statement(
            "SELECT id, CASE WHEN deleted_at IS NULL AND status = 'active' THEN 1 ELSE 0 END FROM users",
            crossTenantReason: "the key directory holds every tenant's owners")

        static let rows = Statement(
            "SELECT \(columns) FROM users", crossTenantReason: RowCheck.reason)

        static let all = [
            rows, find, findByEmail, isEmailTaken, hasActiveOwner, insert, update, delete, liveness,
        ]
    }
}
