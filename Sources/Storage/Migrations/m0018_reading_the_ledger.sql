-- Rows of a time lie together by their ids; those that were recorded late, and corrections, are found by the call's own
-- time. Request ids first, as reservations have them: those of one commit lie together, and an insert costs little. Keys
-- first, every insert met another page: a key's rows are looked for within a time.
CREATE INDEX ledger_entries_by_occurrence ON ledger_entries (organization_id, occurred_at, id)
    WHERE occurred_at IS NOT NULL;
CREATE INDEX ledger_entries_by_request ON ledger_entries (request_id, organization_id, id)
    WHERE request_id IS NOT NULL;
