-- A copy that came as a duplicate before any copy of its event had a receipt, and why it counted. When that very copy turns out to be the
-- one that counts, it is taken from the duplicates again. There are few, and the index holds only them.
ALTER TABLE duplicate_receipt ADD COLUMN orphan_reason text;
CREATE INDEX duplicate_receipt_orphan_idx ON duplicate_receipt (copy_id) WHERE orphan_reason IS NOT NULL;
