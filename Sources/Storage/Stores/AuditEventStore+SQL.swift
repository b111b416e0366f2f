extension AuditEventStore {
    enum SQL {
        private static let columns = """
            organization_id, sequence, id, occurred_at, action, actor, target, address, request_id, details, \
            previous_hash, hash
            """

        static let head = Statement(
            "SELECT sequence, hash FROM audit_events WHERE organization_id = $1 ORDER BY sequence DESC LIMIT 1")
        static let insert = Statement(
            """
            INSERT INTO audit_events (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """)
        static let everything = Statement(
            "SELECT \(columns) FROM audit_events ORDER BY organization_id, sequence",
            crossTenantReason: "the check of the chains goes over all of them")

        static let hash = Statement("SELECT hash FROM audit_events WHERE organization_id = $1 AND sequence = $2")
        /// From one organization to the next by the primary key: the trail may have millions of events.
        static let heads = Statement(
            """
            WITH RECURSIVE chains (id) AS (
                SELECT min(organization_id) FROM audit_events
                UNION ALL
                SELECT (SELECT min(organization_id) FROM audit_events WHERE organization_id > chains.id)
                FROM chains WHERE chains.id IS NOT NULL)
            SELECT events.organization_id, events.sequence, events.hash
            FROM chains JOIN audit_events AS events ON events.organization_id = chains.id
                AND events.sequence = (
                    SELECT max(latest.sequence) FROM audit_events AS latest WHERE latest.organization_id = chains.id)
            """, crossTenantReason: "the anchor is of all chains together")

        static let all = [head, insert, everything, hash, heads]
    }
}
