-- When a call was, where its reporter says so; NULL for most: when the row was made.
ALTER TABLE ledger_entries ADD COLUMN occurred_at INTEGER;
