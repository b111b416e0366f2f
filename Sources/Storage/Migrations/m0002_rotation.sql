-- Rotations tell who began them and who still uses which secret; keys may have a plan for their next rotation.

ALTER TABLE api_keys ADD COLUMN rotation_started_by TEXT;
ALTER TABLE api_keys ADD COLUMN secret_last_used_at INTEGER;
ALTER TABLE api_keys ADD COLUMN secret_last_used_address TEXT;
ALTER TABLE api_keys ADD COLUMN secret_last_used_agent TEXT;
ALTER TABLE api_keys ADD COLUMN outgoing_last_used_at INTEGER;
ALTER TABLE api_keys ADD COLUMN outgoing_last_used_address TEXT;
ALTER TABLE api_keys ADD COLUMN outgoing_last_used_agent TEXT;

ALTER TABLE oauth_clients ADD COLUMN rotation_started_by TEXT;
ALTER TABLE oauth_clients ADD COLUMN secret_last_used_at INTEGER;
ALTER TABLE oauth_clients ADD COLUMN secret_last_used_address TEXT;
ALTER TABLE oauth_clients ADD COLUMN secret_last_used_agent TEXT;
ALTER TABLE oauth_clients ADD COLUMN outgoing_last_used_at INTEGER;
ALTER TABLE oauth_clients ADD COLUMN outgoing_last_used_address TEXT;
ALTER TABLE oauth_clients ADD COLUMN outgoing_last_used_agent TEXT;

ALTER TABLE api_keys ADD COLUMN rotation_policy TEXT;
ALTER TABLE api_keys ADD COLUMN next_rotation_at INTEGER;
ALTER TABLE api_keys ADD COLUMN rotation_announced_at INTEGER;
CREATE INDEX api_keys_by_next_rotation ON api_keys (next_rotation_at, id)
    WHERE next_rotation_at IS NOT NULL AND removed_at IS NULL;
CREATE INDEX api_keys_due_by_organization ON api_keys (organization_id, next_rotation_at, id)
    WHERE next_rotation_at IS NOT NULL AND removed_at IS NULL;
