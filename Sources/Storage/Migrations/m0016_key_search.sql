-- What finds and counts an organization's keys, without a look at their rows.
CREATE INDEX api_keys_by_organization ON api_keys
    (organization_id, id, removed_at, is_enabled, expires_at, last_used_at, team_id, user_id, name, secret_masked);
-- For lists by name, page by page.
CREATE INDEX api_keys_by_organization_name ON api_keys (organization_id, name, id) WHERE removed_at IS NULL;
