-- A client's tokens end together by its next generation, however many there are; their rows go when they expire.
ALTER TABLE oauth_clients ADD COLUMN token_generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE access_tokens ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
