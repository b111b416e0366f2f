-- A correction names the row that it puts right, and says why; its counts, cost and charges are differences. Its kind is
-- 'usage': the table's own check knows no other.
ALTER TABLE ledger_entries ADD COLUMN corrects_id TEXT;
ALTER TABLE ledger_entries ADD COLUMN reason TEXT;
-- Of a call whose cost nobody could tell: the budgets in money that it came under, with blanks between. NULL where it is
-- known, and in rows from before there was this column.
ALTER TABLE ledger_entries ADD COLUMN unpriced TEXT;

CREATE INDEX ledger_entries_by_corrected ON ledger_entries (organization_id, corrects_id, id)
    WHERE corrects_id IS NOT NULL;
-- What an expired reservation was charged before it was settled late.
CREATE INDEX ledger_entries_of_expiry ON ledger_entries (organization_id, reservation_id) WHERE kind = 'expiry';
CREATE INDEX ledger_entries_unpriced ON ledger_entries (organization_id, id)
    WHERE cost IS NULL AND input_tokens IS NOT NULL AND corrects_id IS NULL;
