extension TeamMemberStore {
    enum SQL {
        private static let columns = "organization_id, team_id, user_id, role, updated_at, created_at"

        static let find = Statement(
            "SELECT \(columns) FROM team_members WHERE organization_id = $1 AND team_id = $2 AND user_id = $3")
        static let list = Statement(
            """
            SELECT \(columns) FROM team_members WHERE organization_id = $1 AND team_id = $2 AND user_id > $3 \
            ORDER BY user_id LIMIT $4
            """)
        static let userIDs = Statement(
            "SELECT user_id FROM team_members WHERE organization_id = $1 AND team_id = $2")
        static let insert = Statement("INSERT INTO team_members (\(columns)) VALUES ($1, $2, $3, $4, $5, $6)")
        static let update = Statement(
            """
            UPDATE team_members SET role = $4, updated_at = $5 \
            WHERE organization_id = $1 AND team_id = $2 AND user_id = $3
            """)
        static let delete = Statement(
            "DELETE FROM team_members WHERE organization_id = $1 AND team_id = $2 AND user_id = $3")
        static let deleteByTeam = Statement("DELETE FROM team_members WHERE organization_id = $1 AND team_id = $2")
        static let deleteByUser = Statement("DELETE FROM team_members WHERE organization_id = $1 AND user_id = $2")

        static let everything = Statement(
            "SELECT \(columns) FROM team_members",
            crossTenantReason: "the hot path judges every tenant's users by their teams")

        static let all = [find, list, userIDs, insert, update, delete, deleteByTeam, deleteByUser, everything]
    }
}
