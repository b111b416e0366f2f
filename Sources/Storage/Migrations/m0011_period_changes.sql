-- What budgets' periods were reckoned by until it was changed: a tenant's time zone, a policy's period. By these a counter
-- that nobody has looked at since knows when the period ends that was under way: it is not written for the change.
CREATE TABLE period_changes (
    organization_id TEXT NOT NULL,
    -- '' where it was the organization's time zone.
    policy_id TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    time_zone TEXT,
    period TEXT,
    period_days INTEGER,
    period_anchor INTEGER,
    PRIMARY KEY (organization_id, policy_id, changed_at),
    CHECK ((policy_id = '') = (time_zone IS NOT NULL)),
    CHECK ((policy_id = '') = (period IS NULL))
) STRICT, WITHOUT ROWID;
