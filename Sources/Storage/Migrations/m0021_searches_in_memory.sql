-- Searches of keys are answered from memory: these cost each new key, each change and each last use a page or more, for
-- what is asked a few times a day.
DROP INDEX api_keys_by_organization;
DROP INDEX api_keys_by_organization_name;
DROP INDEX api_keys_by_metadata;
DROP INDEX api_keys_by_models;
DROP INDEX api_keys_by_expiry;
DROP INDEX api_keys_disabled;
DROP INDEX api_keys_removed;
-- What is deleted is in these, too: nothing has to be read from the table itself.
DROP INDEX teams_by_organization_name;
DROP INDEX users_by_organization_name;
CREATE INDEX teams_by_organization_name ON teams (organization_id, name, id, slug, deleted_at);
CREATE INDEX users_by_organization_name ON users (organization_id, name, id, email, deleted_at);
