-- A price that imports leave alone: beside the prices, which never change.
ALTER TABLE models ADD COLUMN is_price_pinned INTEGER NOT NULL DEFAULT 0 CHECK (is_price_pinned IN (0, 1));

-- Other names of models: a model's row has its own in their order, and here they are found. They are unique together with
-- names, which the program sees to.
ALTER TABLE models ADD COLUMN aliases TEXT NOT NULL DEFAULT '[]';
CREATE TABLE model_aliases (
    organization_id TEXT REFERENCES organizations (id),
    model_id TEXT NOT NULL REFERENCES models (id),
    alias TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX model_aliases_by_alias ON model_aliases (organization_id, alias);
-- In a unique index no NULL equals another.
CREATE UNIQUE INDEX model_aliases_by_platform_alias ON model_aliases (alias) WHERE organization_id IS NULL;
CREATE INDEX model_aliases_by_model ON model_aliases (model_id);
