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

        static let all = [head, insert, everything]
    }
}
