extension LedgerEntryStore.SQL {
    private static let inRange = "AND id > $2 AND id < $3 \(filters)"
    private static let filters = """
        AND input_tokens IS NOT NULL \
        AND ($4 IS NULL OR COALESCE(occurred_at, created_at) >= $4) \
        AND ($5 IS NULL OR COALESCE(occurred_at, created_at) < $5) AND ($6 IS NULL OR key_id = $6) \
        AND ($7 IS NULL OR key_id IN (SELECT id FROM api_keys WHERE organization_id = $1 AND team_id = $7)) \
        AND ($8 IS NULL OR key_id IN (SELECT id FROM api_keys WHERE organization_id = $1 AND user_id = $8)) \
        AND ($9 IS NULL OR model = $9 OR model_id = $9) \
        AND ($10 IS NULL OR model_id IN (SELECT id FROM models WHERE provider = $10 \
        AND (organization_id = $1 OR organization_id IS NULL))) \
        AND ($11 IS NULL OR outcome = $11) AND ($12 = 0 OR cost IS NULL AND corrects_id IS NULL) \
        AND ($14 IS NULL OR EXISTS (SELECT 1 FROM json_each(metadata) WHERE key = $14 AND value = $15))
        """
    private static let inTime = "FROM ledger_entries WHERE organization_id = $1 \(inRange) AND ($13 IS NULL)"
    private static let byTime = """
        FROM ledger_entries INDEXED BY ledger_entries_by_occurrence WHERE organization_id = $1 \
        AND occurred_at IS NOT NULL AND occurred_at >= COALESCE($4, -9223372036854775807) AND occurred_at < $5 \
        \(inRange) AND ($13 IS NULL)
        """
    /// Through the reservation, as long as that is remembered: an index of all request ids would cost each call another
    /// page. See `m0022_ledger_requests.sql`.
    private static let byRequest = """
        FROM ledger_entries WHERE organization_id = $1 AND id IN (\
        SELECT entry_id FROM reservations INDEXED BY reservations_by_request \
        WHERE organization_id = $1 AND request_id IS NOT NULL AND request_id = $13 \
        UNION SELECT entry_id FROM ledger_requests WHERE organization_id = $1 AND request_id = $13 \
        UNION SELECT id FROM ledger_entries INDEXED BY ledger_entries_by_request WHERE organization_id = $1 \
        AND request_id IS NOT NULL AND request_id = $13 AND (reservation_id IS NULL OR corrects_id IS NOT NULL)) \
        AND +id > $2 AND +id < $3 \(filters)
        """
    private static let sums = """
        SELECT COUNT(*), COALESCE(SUM(input_tokens), 0), COALESCE(SUM(cached_input_tokens), 0), \
        COALESCE(SUM(output_tokens), 0), COALESCE(SUM(reasoning_tokens), 0), COALESCE(SUM(requests), 0), \
        COALESCE(SUM(cost), 0), COALESCE(SUM(cost IS NULL AND corrects_id IS NULL), 0)
        """

    static let list = Statement("SELECT \(columns) \(inTime) ORDER BY id LIMIT $16")
    static let listByTime = Statement("SELECT \(columns) \(byTime) ORDER BY id LIMIT $16")
    static let listByRequest = Statement("SELECT \(columns) \(byRequest) ORDER BY id LIMIT $16")
    static let totals = Statement("\(sums) \(inTime)")
    static let totalsByTime = Statement("\(sums) \(byTime)")
    static let totalsByRequest = Statement("\(sums) \(byRequest)")

    static let reading = [list, listByTime, listByRequest, totals, totalsByTime, totalsByRequest]
}
