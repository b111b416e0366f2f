-- Rate limits and budgets: who they are for, and how much they let through.

CREATE TABLE limit_policies (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    kind TEXT NOT NULL CHECK (kind IN ('usage', 'rate')),
    -- The key that the limit was given inline on.
    key_id TEXT REFERENCES api_keys (id),
    -- The team that the conditions demand, for lists.
    team_id TEXT,
    name TEXT,
    conditions TEXT NOT NULL,
    group_by TEXT NOT NULL,
    on_missing TEXT NOT NULL CHECK (on_missing IN ('share', 'skip', 'deny')),
    mode TEXT NOT NULL CHECK (mode IN ('enforce', 'shadow')),
    status TEXT NOT NULL CHECK (status IN ('active', 'archived')),
    measure TEXT NOT NULL CHECK (measure IN ('cost', 'tokens', 'requests', 'concurrent')),
    -- Nano-dollars, tokens or calls.
    amount INTEGER NOT NULL CHECK (amount >= 0),
    unit TEXT CHECK (unit IN ('rps', 'rpm', 'rph', 'rpd', 'rpw')),
    alert_threshold INTEGER,
    period TEXT,
    period_days INTEGER,
    period_anchor INTEGER,
    on_unpriced TEXT,
    on_expiry TEXT,
    override_amount INTEGER,
    override_until INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((kind = 'usage') = (period IS NOT NULL)),
    CHECK ((kind = 'usage') = (on_unpriced IS NOT NULL)),
    CHECK ((kind = 'usage') = (on_expiry IS NOT NULL)),
    CHECK (kind = 'usage' OR (measure = 'concurrent') = (unit IS NULL)),
    CHECK ((override_amount IS NULL) = (override_until IS NULL))
) STRICT;
CREATE INDEX limit_policies_by_organization ON limit_policies (organization_id, kind, status, id) WHERE key_id IS NULL;
CREATE INDEX limit_policies_by_key ON limit_policies (key_id, id) WHERE key_id IS NOT NULL;
CREATE UNIQUE INDEX limit_policies_by_name ON limit_policies (organization_id, kind, name)
    WHERE status = 'active' AND key_id IS NULL AND name IS NOT NULL;
