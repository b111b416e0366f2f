-- The labels of a call and of its key when it was made: JSON, as reservations have it. NULL where there are none, and in
-- rows from before there was this column.
ALTER TABLE ledger_entries ADD COLUMN metadata TEXT;
