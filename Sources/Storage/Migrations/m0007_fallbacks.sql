-- What takes over for a model, in an organization or, in the place of that, for one of its teams.
CREATE TABLE model_fallbacks (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    model_id TEXT NOT NULL REFERENCES models (id),
    -- NULL: the organization's own list.
    team_id TEXT REFERENCES teams (id),
    -- A JSON list of ids of models, in the order in which they take over.
    fallback_ids TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX model_fallbacks_by_place ON model_fallbacks (organization_id, model_id, COALESCE(team_id, ''));
CREATE INDEX model_fallbacks_by_team ON model_fallbacks (team_id) WHERE team_id IS NOT NULL;
CREATE INDEX model_fallbacks_by_model ON model_fallbacks (model_id);
