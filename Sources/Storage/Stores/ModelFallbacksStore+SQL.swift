extension ModelFallbacksStore {
    enum SQL {
        private static let columns = "organization_id, model_id, team_id, fallback_ids, updated_at, created_at"
        /// No team is the empty text here, as a null equals nothing.
        private static let isOfTeam = "COALESCE(team_id, '') = $3"
        private static let everywhere = "models of the platform stand in the lists of every tenant"

        static let find = Statement(
            "SELECT \(columns) FROM model_fallbacks WHERE organization_id = $1 AND model_id = $2 AND \(isOfTeam)")
        static let list = Statement("SELECT \(columns) FROM model_fallbacks WHERE organization_id = $1")
        // An id holds none of the characters that LIKE reads, and is part of no other id.
        static let listNaming = Statement(
            """
            SELECT \(columns) FROM model_fallbacks WHERE organization_id = $1 AND fallback_ids LIKE '%' || $2 || '%' \
            ORDER BY model_id, team_id
            """)
        static let listNamingEverywhere = Statement(
            """
            SELECT \(columns) FROM model_fallbacks WHERE fallback_ids LIKE '%' || $1 || '%' \
            ORDER BY organization_id, model_id, team_id
            """, crossTenantReason: everywhere)
        static let listOfModelEverywhere = Statement(
            "SELECT \(columns) FROM model_fallbacks WHERE model_id = $1", crossTenantReason: everywhere)
        static let insert = Statement("INSERT INTO model_fallbacks (\(columns)) VALUES ($1, $2, $3, $4, $5, $6)")
        static let update = Statement(
            """
            UPDATE model_fallbacks SET fallback_ids = $4, updated_at = $5 \
            WHERE organization_id = $1 AND model_id = $2 AND \(isOfTeam)
            """)
        static let delete = Statement(
            "DELETE FROM model_fallbacks WHERE organization_id = $1 AND model_id = $2 AND \(isOfTeam)")
        static let listByTeam = Statement(
            "SELECT \(columns) FROM model_fallbacks WHERE organization_id = $1 AND team_id = $2")
        static let everything = Statement(
            "SELECT \(columns) FROM model_fallbacks",
            crossTenantReason: "the directory of fallbacks holds every tenant's lists")

        static let all = [
            find, list, listNaming, listNamingEverywhere, listOfModelEverywhere, insert, update, delete, listByTeam,
            everything,
        ]
    }
}
