extension ReservationStore {
    enum SQL {
        private static let columns = """
            organization_id, id, key_id, team_id, user_id, request_id, model, model_id, price_version, metadata, \
            input_tokens, output_tokens, cost, holds, window_charges, created_at, expires_at, state, ended_at, entry_id
            """

        static let insert = Statement(
            """
            INSERT INTO reservations (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
            $14, $15, $16, $17, $18, $19, $20) ON CONFLICT (key_id, request_id) WHERE request_id IS NOT NULL DO NOTHING
            """)
        static let update = Statement(
            """
            UPDATE reservations SET expires_at = $3, state = $4, ended_at = $5, entry_id = $6 \
            WHERE organization_id = $1 AND id = $2
            """)
        static let find = Statement("SELECT \(columns) FROM reservations WHERE organization_id = $1 AND id = $2")
        static let findByRequest = Statement(
            "SELECT \(columns) FROM reservations WHERE organization_id = $1 AND key_id = $2 AND request_id = $3")
        static let ofRequest = Statement(
            "SELECT id FROM reservations WHERE organization_id = $1 AND request_id = $2 AND id > $3 ORDER BY id")
        static let list = Statement(
            "SELECT \(columns) FROM reservations WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3")
        static let listSettled = Statement(
            """
            SELECT \(columns) FROM reservations WHERE organization_id = $1 AND id > $2 AND state = 'settled' \
            ORDER BY id LIMIT $3
            """)
        static let listByState = Statement(
            """
            SELECT \(columns) FROM reservations WHERE organization_id = $1 AND state = $2 AND state <> 'settled' \
            AND id > $3 ORDER BY id LIMIT $4
            """)
        static let open = Statement(
            "SELECT \(columns) FROM reservations WHERE organization_id = $1 AND state = 'open' AND state <> 'settled'")
        static let organizationsWithOpen = Statement(
            "SELECT DISTINCT organization_id FROM reservations WHERE state = 'open' AND state <> 'settled'",
            crossTenantReason: "the books of every tenant are opened at the start")
        // In the order of the key: what is old stands first, so that few rows are looked at in vain.
        private static let old = """
            FROM reservations WHERE organization_id = $1 AND id IN (SELECT id FROM reservations \
            WHERE organization_id = $1 AND id < $3 AND ended_at < $2 ORDER BY id LIMIT $4)
            """
        static let keepRequests = Statement(
            """
            INSERT INTO ledger_requests (request_id, organization_id, entry_id) \
            SELECT request_id, organization_id, entry_id \(old) AND request_id IS NOT NULL AND entry_id IS NOT NULL \
            ON CONFLICT DO NOTHING
            """)
        static let purge = Statement("DELETE \(old)")

        static let all = [
            insert, update, find, findByRequest, ofRequest, list, listSettled, listByState, open, organizationsWithOpen,
            keepRequests, purge,
        ]
    }
}
