extension LimitCounterStore {
    enum SQL {
        static let put = Statement(
            """
            INSERT INTO limit_counters (organization_id, policy_id, group_value, id, used, held, period_start, \
            period_end, rate_window, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
            ON CONFLICT (organization_id, policy_id, group_value) DO UPDATE SET id = excluded.id, \
            used = excluded.used, held = excluded.held, period_start = excluded.period_start, period_end = excluded.period_end, \
            rate_window = excluded.rate_window, updated_at = excluded.updated_at
            """)
        static let delete = Statement(
            "DELETE FROM limit_counters WHERE organization_id = $1 AND policy_id = $2 AND group_value = $3")
        static let ofPolicy = Statement(
            """
            SELECT id, group_value, used, held, period_start, period_end, rate_window, updated_at FROM limit_counters \
            WHERE organization_id = $1 AND policy_id = $2
            """)
        static let policies = Statement(
            "SELECT DISTINCT organization_id, policy_id FROM limit_counters",
            crossTenantReason: "the books of every tenant are checked")

        private static let ofAll = "what a commit has changed is carried over for every tenant at once"
        static let append = Statement(
            """
            INSERT INTO limit_counter_changes (id, organization_id, changes) \
            SELECT COALESCE(MAX(id), 0) + 1, $1, $2 FROM limit_counter_changes
            """, crossTenantReason: ofAll)
        static let changes = Statement(
            "SELECT id, organization_id, changes FROM limit_counter_changes ORDER BY id", crossTenantReason: ofAll)
        static let deleteChanges = Statement(
            "DELETE FROM limit_counter_changes WHERE id <= $1", crossTenantReason: ofAll)

        static let all = [put, delete, ofPolicy, policies, append, changes, deleteChanges]
    }
}
