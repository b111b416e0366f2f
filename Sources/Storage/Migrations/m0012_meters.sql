-- A price is a list of components, one for each meter, variant, size of prompt and size of piece that it knows:
-- meter@variant>tokens#size=amount, with blanks between; an amount is dollars per million tokens, per minute or per piece.
CREATE TABLE model_prices_by_meter (
    organization_id TEXT REFERENCES organizations (id),
    model_id TEXT NOT NULL REFERENCES models (id),
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('priced', 'free', 'unpriced')),
    components TEXT NOT NULL,
    -- What of the price was not understood, in its source's names.
    unpriced_because TEXT NOT NULL,
    effective_from INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (model_id, version),
    CHECK ((state = 'priced') = (components <> '')),
    CHECK (state = 'unpriced' OR unpriced_because = '[]')
) STRICT, WITHOUT ROWID;

-- Nano-dollars become dollars without a float: the whole ones, and nine places.
INSERT INTO model_prices_by_meter
SELECT
    organization_id, model_id, version, state,
    CASE state WHEN 'priced' THEN
        'input=' || (input / 1000000000) || '.' || substr('000000000' || (input % 1000000000), -9)
        || COALESCE(' cached_input=' || (cached_input / 1000000000) || '.'
            || substr('000000000' || (cached_input % 1000000000), -9), '')
        || COALESCE(' cache_write=' || (cache_write / 1000000000) || '.'
            || substr('000000000' || (cache_write % 1000000000), -9), '')
        || ' output=' || (output / 1000000000) || '.' || substr('000000000' || (output % 1000000000), -9)
        || COALESCE(' reasoning=' || (reasoning / 1000000000) || '.'
            || substr('000000000' || (reasoning % 1000000000), -9), '')
        || COALESCE(' per_image=' || (per_image / 1000000000) || '.'
            || substr('000000000' || (per_image % 1000000000), -9), '')
        || COALESCE(' per_audio_minute=' || (per_audio_minute / 1000000000) || '.'
            || substr('000000000' || (per_audio_minute % 1000000000), -9), '')
        || COALESCE(' per_request=' || (per_request / 1000000000) || '.'
            || substr('000000000' || (per_request % 1000000000), -9), '')
    ELSE '' END,
    '[]', effective_from, created_at
FROM model_prices;

DROP TRIGGER model_prices_keep;
DROP TRIGGER model_prices_stay;
DROP TABLE model_prices;
ALTER TABLE model_prices_by_meter RENAME TO model_prices;

CREATE TRIGGER model_prices_keep BEFORE UPDATE ON model_prices
BEGIN
    SELECT RAISE(ABORT, 'prices are append-only');
END;

CREATE TRIGGER model_prices_stay BEFORE DELETE ON model_prices
BEGIN
    SELECT RAISE(ABORT, 'prices are append-only');
END;

-- The rarer meters of a call, how it was made, and counters that nobody knows: JSON, NULL for most calls.
ALTER TABLE ledger_entries ADD COLUMN meters TEXT;
