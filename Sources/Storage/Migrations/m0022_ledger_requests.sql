-- A call that has a reservation is found by its request id through that, while it is remembered. When it is forgotten, what
-- finds the call's row goes in here: beside the commits that callers wait for, and not within them.
CREATE TABLE ledger_requests (
    request_id TEXT NOT NULL,
    organization_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    PRIMARY KEY (request_id, organization_id, entry_id)
) STRICT, WITHOUT ROWID;

INSERT INTO ledger_requests
SELECT request_id, organization_id, id FROM ledger_entries AS entry
WHERE request_id IS NOT NULL AND reservation_id IS NOT NULL AND corrects_id IS NULL AND NOT EXISTS
    (SELECT 1 FROM reservations WHERE organization_id = entry.organization_id AND id = entry.reservation_id);

-- The other rows: corrections, and what has no reservation.
DROP INDEX ledger_entries_by_request;
CREATE INDEX ledger_entries_by_request ON ledger_entries (request_id, organization_id, id)
    WHERE request_id IS NOT NULL AND (reservation_id IS NULL OR corrects_id IS NOT NULL);
