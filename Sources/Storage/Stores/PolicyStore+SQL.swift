extension PolicyStore {
    enum SQL {
        private static let columns = """
            organization_id, id, kind, key_id, team_id, name, conditions, group_by, on_missing, mode, status, measure, \
            amount, unit, alert_threshold, period, period_days, period_anchor, on_unpriced, on_expiry, \
            override_amount, override_until, updated_at, created_at
            """
        /// An empty text asks for any.
        private static let filter = """
            organization_id = $1 AND kind = $2 AND status = $3 AND key_id IS NULL AND ($4 = '' OR team_id = $4) \
            AND ($5 = '' OR measure = $5) AND ($6 = '' OR unit = $6)
            """

        static let find = Statement(
            "SELECT \(columns) FROM limit_policies WHERE organization_id = $1 AND id = $2 AND kind = $3")
        static let list = Statement(
            "SELECT \(columns) FROM limit_policies WHERE \(filter) AND id > $7 ORDER BY id LIMIT $8 OFFSET $9")
        static let count = Statement("SELECT count(*) FROM limit_policies WHERE \(filter)")
        static let periods = Statement(
            """
            SELECT id, period, period_days, period_anchor FROM limit_policies \
            WHERE organization_id = $1 AND period IS NOT NULL
            """)
        static let listOfKey = Statement(
            "SELECT \(columns) FROM limit_policies WHERE organization_id = $1 AND key_id = $2 AND status = 'active' "
                + "ORDER BY id")
        static let isNameTaken = Statement(
            """
            SELECT 1 FROM limit_policies WHERE organization_id = $1 AND kind = $2 AND name = $3 AND id <> $4 \
            AND status = 'active' AND key_id IS NULL
            """)
        static let hasActive = Statement(
            """
            SELECT 1 FROM limit_policies WHERE organization_id = $1 AND kind = $2 AND status = 'active' \
            AND key_id IS NULL LIMIT 1 OFFSET $3
            """)
        static let insert = Statement(
            """
            INSERT INTO limit_policies (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
            $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
            """)
        static let update = Statement(
            """
            UPDATE limit_policies SET kind = $3, key_id = $4, team_id = $5, name = $6, conditions = $7, \
            group_by = $8, on_missing = $9, mode = $10, status = $11, measure = $12, amount = $13, unit = $14, \
            alert_threshold = $15, period = $16, period_days = $17, period_anchor = $18, on_unpriced = $19, \
            on_expiry = $20, override_amount = $21, override_until = $22, updated_at = $23 \
            WHERE organization_id = $1 AND id = $2
            """)
        static let everyone = Statement(
            "SELECT \(columns) FROM limit_policies", crossTenantReason: "admission holds every tenant's limits")

        static let all = [periods, find, list, count, listOfKey, isNameTaken, hasActive, insert, update, everyone]
    }
}
