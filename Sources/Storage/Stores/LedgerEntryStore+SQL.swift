extension LedgerEntryStore {
    enum SQL {
        private static let columns = """
            organization_id, id, kind, reservation_id, key_id, request_id, model, model_id, price_version, \
            input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, requests, cost, outcome, charges, created_at, \
            meters, occurred_at
            """

        static let insert = Statement(
            """
            INSERT INTO ledger_entries (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
            $14, $15, $16, $17, $18, $19, $20)
            """)
        static let find = Statement("SELECT \(columns) FROM ledger_entries WHERE organization_id = $1 AND id = $2")
        static let charges = Statement(
            "SELECT charges FROM ledger_entries WHERE charges <> ''",
            crossTenantReason: "the whole ledger is added up again")

        // In the order of the key, which is that in which they were made.
        static let chargesAfter = Statement(
            "SELECT id, charges FROM ledger_entries WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3")

        static let all = [insert, find, charges, chargesAfter]
    }
}
