-- What limits have counted, what is held for calls under way, and the ledger that all of it can be reckoned from again.
-- No foreign keys: these are the hottest inserts, and an organization's or a policy's row is never deleted.

CREATE TABLE limit_counters (
    organization_id TEXT NOT NULL,
    policy_id TEXT NOT NULL,
    group_value TEXT NOT NULL,
    id TEXT NOT NULL,
    used INTEGER NOT NULL CHECK (used >= 0),
    held INTEGER NOT NULL CHECK (held >= 0),
    period_start INTEGER NOT NULL,
    -- NULL: never ends.
    period_end INTEGER,
    rate_window BLOB,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, policy_id, group_value)
) STRICT, WITHOUT ROWID;

CREATE TABLE reservations (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    key_id TEXT NOT NULL,
    team_id TEXT,
    user_id TEXT,
    request_id TEXT,
    model TEXT,
    model_id TEXT,
    price_version INTEGER,
    metadata TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cost INTEGER,
    -- counter=amount, with blanks between.
    holds TEXT NOT NULL,
    window_charges TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'released', 'expired')),
    ended_at INTEGER,
    entry_id TEXT,
    PRIMARY KEY (organization_id, id),
    CHECK ((state = 'open') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX reservations_by_request ON reservations (key_id, request_id) WHERE request_id IS NOT NULL;
-- Small: only what is open, and what did not end as it should. Settled ones are found by their id.
CREATE INDEX reservations_by_state ON reservations (organization_id, state, id) WHERE state <> 'settled';

CREATE TABLE ledger_entries (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('settlement', 'usage', 'call', 'expiry', 'reset')),
    reservation_id TEXT,
    key_id TEXT,
    request_id TEXT,
    model TEXT,
    model_id TEXT,
    price_version INTEGER,
    input_tokens INTEGER,
    cached_input_tokens INTEGER,
    output_tokens INTEGER,
    reasoning_tokens INTEGER,
    requests INTEGER,
    cost INTEGER,
    outcome TEXT,
    -- counter@period=amount, with blanks between.
    charges TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_entries_keep BEFORE UPDATE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;

CREATE TRIGGER ledger_entries_stay BEFORE DELETE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;
