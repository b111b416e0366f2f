-- The catalogue of models, their prices through time, and which models teams may use. Money is nano-dollars.

CREATE TABLE models (
    id TEXT NOT NULL PRIMARY KEY,
    -- NULL: the platform's, for every organization that has none of its own by this name.
    organization_id TEXT REFERENCES organizations (id),
    name TEXT NOT NULL,
    provider TEXT NOT NULL,
    upstream_model TEXT NOT NULL,
    owned_by TEXT NOT NULL,
    description TEXT NOT NULL,
    capabilities TEXT NOT NULL,
    context_window INTEGER,
    max_tokens INTEGER,
    timeout_ms INTEGER,
    stream_timeout_ms INTEGER,
    is_enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX models_by_name ON models (organization_id, name) WHERE deleted_at IS NULL;
-- In a unique index no NULL equals another.
CREATE UNIQUE INDEX models_by_platform_name ON models (name) WHERE deleted_at IS NULL AND organization_id IS NULL;
CREATE INDEX models_by_organization ON models (organization_id, id);

-- A version is what rows of the ledger point at: it stays as it was.
CREATE TABLE model_prices (
    organization_id TEXT REFERENCES organizations (id),
    model_id TEXT NOT NULL REFERENCES models (id),
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('priced', 'free', 'unpriced')),
    input INTEGER,
    cached_input INTEGER,
    cache_write INTEGER,
    output INTEGER,
    reasoning INTEGER,
    per_image INTEGER,
    per_audio_minute INTEGER,
    per_request INTEGER,
    effective_from INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (model_id, version),
    CHECK ((state = 'priced') = (input IS NOT NULL) AND (state = 'priced') = (output IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER model_prices_keep BEFORE UPDATE ON model_prices
BEGIN
    SELECT RAISE(ABORT, 'prices are append-only');
END;

CREATE TRIGGER model_prices_stay BEFORE DELETE ON model_prices
BEGIN
    SELECT RAISE(ABORT, 'prices are append-only');
END;

-- A team without a row may use every model.
CREATE TABLE team_models (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    team_id TEXT NOT NULL PRIMARY KEY REFERENCES teams (id),
    mode TEXT NOT NULL CHECK (mode IN ('all', 'listed')),
    models TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

ALTER TABLE organizations ADD COLUMN default_team_models TEXT NOT NULL DEFAULT 'all'
    CHECK (default_team_models IN ('all', 'listed'));
