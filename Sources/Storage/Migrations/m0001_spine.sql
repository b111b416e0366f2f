-- Tenants, people, teams, keys, clients, tokens, the audit trail.
-- Instants are Unix milliseconds, ids lowercase UUIDv7 text, booleans 0 and 1, lists and labels JSON text.
-- What is deleted keeps its row and its history; uniqueness is among the living.

CREATE TABLE organizations (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
    max_key_lifetime_seconds INTEGER,
    max_keys_per_owner INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX organizations_by_slug ON organizations (slug) WHERE deleted_at IS NULL;

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX users_by_email ON users (organization_id, email_folded) WHERE deleted_at IS NULL;
CREATE INDEX users_by_organization ON users (organization_id, id);

CREATE TABLE teams (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT NOT NULL,
    metadata TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX teams_by_slug ON teams (organization_id, slug) WHERE deleted_at IS NULL;
CREATE INDEX teams_by_organization ON teams (organization_id, id);

CREATE TABLE team_members (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    team_id TEXT NOT NULL REFERENCES teams (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role IN ('admin', 'member')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (team_id, user_id)
) STRICT;
CREATE INDEX team_members_by_user ON team_members (user_id);

-- Both secrets of a rotation stand in the key's own row: a third has no place to be.
CREATE TABLE api_keys (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    team_id TEXT REFERENCES teams (id),
    user_id TEXT REFERENCES users (id),
    name TEXT NOT NULL,
    is_enabled INTEGER NOT NULL,
    removed_at INTEGER,
    expires_at INTEGER,
    allowed_models TEXT,
    allowed_addresses TEXT NOT NULL,
    metadata TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    last_used_at INTEGER,
    secret_digest BLOB NOT NULL,
    secret_pepper_version INTEGER NOT NULL,
    secret_masked TEXT NOT NULL,
    secret_created_at INTEGER NOT NULL,
    outgoing_digest BLOB,
    outgoing_pepper_version INTEGER,
    outgoing_masked TEXT,
    outgoing_created_at INTEGER,
    rotation_began_at INTEGER,
    rotation_ends_at INTEGER,
    CHECK ((team_id IS NULL) <> (user_id IS NULL)),
    CHECK ((outgoing_digest IS NULL) = (rotation_ends_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX api_keys_by_team_name ON api_keys (team_id, name) WHERE removed_at IS NULL AND team_id IS NOT NULL;
CREATE UNIQUE INDEX api_keys_by_user_name ON api_keys (user_id, name) WHERE removed_at IS NULL AND user_id IS NOT NULL;
CREATE INDEX api_keys_by_team ON api_keys (team_id, id) WHERE team_id IS NOT NULL;
CREATE INDEX api_keys_by_user ON api_keys (user_id, id) WHERE user_id IS NOT NULL;

CREATE TABLE oauth_clients (
    id TEXT NOT NULL PRIMARY KEY,
    -- NULL: a client of the platform.
    organization_id TEXT REFERENCES organizations (id),
    user_id TEXT REFERENCES users (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    is_enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    secret_digest BLOB NOT NULL,
    secret_pepper_version INTEGER NOT NULL,
    secret_masked TEXT NOT NULL,
    secret_created_at INTEGER NOT NULL,
    outgoing_digest BLOB,
    outgoing_pepper_version INTEGER,
    outgoing_masked TEXT,
    outgoing_created_at INTEGER,
    rotation_began_at INTEGER,
    rotation_ends_at INTEGER
) STRICT;
CREATE INDEX oauth_clients_by_organization ON oauth_clients (organization_id, id);

CREATE TABLE access_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES oauth_clients (id),
    organization_id TEXT,
    user_id TEXT,
    scopes TEXT NOT NULL,
    digest BLOB NOT NULL,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX access_tokens_by_client ON access_tokens (client_id, id);
CREATE INDEX access_tokens_by_expiry ON access_tokens (expires_at);

-- No foreign keys: what an event tells of may be long gone. 'platform' stands for no organization.
CREATE TABLE audit_events (
    organization_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL,
    target TEXT NOT NULL,
    address TEXT,
    request_id TEXT,
    details TEXT NOT NULL,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (organization_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_events_keep BEFORE UPDATE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are append-only');
END;

-- INSERT OR REPLACE deletes without asking the trigger below.
CREATE TRIGGER audit_events_follow BEFORE INSERT ON audit_events
WHEN EXISTS (
    SELECT 1 FROM audit_events WHERE organization_id = NEW.organization_id AND sequence = NEW.sequence)
BEGIN
    SELECT RAISE(ABORT, 'audit events are append-only');
END;

CREATE TRIGGER audit_events_stay BEFORE DELETE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are append-only');
END;

-- Facts about this database: the sealed check that its vault key is the right one, the readiness probe.
CREATE TABLE service_state (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;
