-- What finds and counts an organization's users, teams and clients by their names, and lists them in that order.
CREATE INDEX users_by_organization_name ON users (organization_id, name, id, email) WHERE deleted_at IS NULL;
CREATE INDEX teams_by_organization_name ON teams (organization_id, name, id, slug) WHERE deleted_at IS NULL;
CREATE INDEX oauth_clients_by_organization_name ON oauth_clients (organization_id, name, id) WHERE deleted_at IS NULL;

-- The narrowest that has every key which is not removed: counts all of them, and is read through for parts of names and
-- for the last four characters of secrets. An index of those four alone would cost each new key another page.
DROP INDEX api_keys_by_organization_name;
CREATE INDEX api_keys_by_organization_name ON api_keys (organization_id, name, secret_masked) WHERE removed_at IS NULL;
-- Of few keys each: a key that has nothing of the kind costs nothing.
CREATE INDEX api_keys_by_metadata ON api_keys (organization_id, metadata, id)
    WHERE removed_at IS NULL AND metadata <> '{}';
CREATE INDEX api_keys_by_models ON api_keys (organization_id, allowed_models, id)
    WHERE removed_at IS NULL AND allowed_models IS NOT NULL;
CREATE INDEX api_keys_by_expiry ON api_keys (organization_id, expires_at, id, is_enabled)
    WHERE removed_at IS NULL AND expires_at IS NOT NULL;
CREATE INDEX api_keys_disabled ON api_keys (organization_id, id) WHERE removed_at IS NULL AND is_enabled = 0;
CREATE INDEX api_keys_removed ON api_keys (organization_id, id) WHERE removed_at IS NOT NULL;
