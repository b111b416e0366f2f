extension LedgerEntryStore {
    enum SQL {
        static let columns = """
            organization_id, id, kind, reservation_id, key_id, request_id, model, model_id, price_version, \
            input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, requests, cost, outcome, charges, created_at, \
            meters, occurred_at, corrects_id, reason, unpriced, metadata
            """

        static let insert = Statement(
            """
            INSERT INTO ledger_entries (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
            $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
            """)
        static let find = Statement("SELECT \(columns) FROM ledger_entries WHERE organization_id = $1 AND id = $2")
        static let charges = Statement(
            "SELECT charges FROM ledger_entries WHERE charges <> ''",
            crossTenantReason: "the whole ledger is added up again")

        // In the order of the key, which is that in which they were made.
        static let chargesAfter = Statement(
            "SELECT id, charges FROM ledger_entries WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3")

        // The indexes are named: without statistics SQLite takes the key's first column, and walks all of a tenant's rows.
        static let corrections = Statement(
            """
            SELECT \(columns) FROM ledger_entries INDEXED BY ledger_entries_by_corrected WHERE organization_id = $1 \
            AND corrects_id IS NOT NULL AND corrects_id = $2 ORDER BY id
            """)
        static let expiry = Statement(
            """
            SELECT \(columns) FROM ledger_entries INDEXED BY ledger_entries_of_expiry WHERE organization_id = $1 \
            AND reservation_id = $2 AND kind = 'expiry'
            """)

        private static let ofTime = """
            AND COALESCE(occurred_at, created_at) >= $3 AND COALESCE(occurred_at, created_at) < $4 \
            AND ($5 IS NULL OR model = $5 OR model_id = $6) ORDER BY id LIMIT $7
            """
        static let unpriced = Statement(
            """
            SELECT id FROM ledger_entries INDEXED BY ledger_entries_unpriced WHERE organization_id = $1 AND id > $2 \
            AND cost IS NULL AND input_tokens IS NOT NULL AND corrects_id IS NULL \(ofTime)
            """)
        static let recorded = Statement(
            """
            SELECT id FROM ledger_entries WHERE organization_id = $1 AND id > $2 AND input_tokens IS NOT NULL \
            AND corrects_id IS NULL \(ofTime)
            """)
        static let countUnpriced = Statement(
            """
            SELECT unpriced, COUNT(*) FROM ledger_entries AS entry INDEXED BY ledger_entries_unpriced \
            WHERE cost IS NULL AND input_tokens IS NOT NULL AND corrects_id IS NULL AND NOT EXISTS \
            (SELECT 1 FROM ledger_entries AS later INDEXED BY ledger_entries_by_corrected \
            WHERE later.organization_id = entry.organization_id AND later.corrects_id IS NOT NULL \
            AND later.corrects_id = entry.id AND later.cost IS NOT NULL) GROUP BY unpriced
            """, crossTenantReason: "the operator is told of every tenant's unpriced calls")

        static let all =
            [
                insert, find, charges, chargesAfter, corrections, expiry, unpriced, recorded, countUnpriced,
            ] + reading
    }
}
