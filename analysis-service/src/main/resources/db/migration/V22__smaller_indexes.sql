-- A large table takes longer than a request may.
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = '5min';

-- A profile reads all events of a visitor, so their order need not be in the index: without the time a visitor's entries are equal, and
-- PostgreSQL keeps equal ones together, at six bytes each. Who looks for the newest of one visitor sorts them.
DROP INDEX event_visitor_idx;
CREATE INDEX event_visitor_idx ON event (site_id, visitor, known);

-- Read backwards an index is as quick, and where new entries come after all others PostgreSQL fills its pages; where they come before them it
-- leaves a half of each empty.
DROP INDEX interaction_newest_idx;
DROP INDEX interaction_impression_idx;
CREATE INDEX interaction_newest_idx ON interaction (site_id, event_key) WHERE type <> 'impression';
CREATE INDEX interaction_impression_idx ON interaction (site_id, event_key) WHERE type = 'impression';

-- A partition has the receipts of one day: its index need not say which. And a stored event is the one that has a key, a filtered one the
-- one that has a reason: the word for it is told no more.
ALTER TABLE event_receipt
    DROP CONSTRAINT event_receipt_pkey,
    DROP COLUMN fate,
    ADD CONSTRAINT event_receipt_stored_or_filtered CHECK ((reason IS NULL) <> (event_key IS NULL)) NOT VALID;

DO $$
DECLARE
    partition text;
BEGIN
    FOR partition IN
        SELECT c.relname FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid WHERE h.inhparent = 'event_receipt'::regclass
    LOOP
        EXECUTE format('CREATE UNIQUE INDEX %I ON %I (id_hash)', partition || '_id_hash_idx', partition);
    END LOOP;
END
$$;

-- Makes the partitions of a day when they are missing.
CREATE OR REPLACE FUNCTION ensure_receipt_day(the_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    receipts text := 'event_receipt_' || to_char(the_day, 'YYYYMMDD');
    copies   text := 'duplicate_receipt_' || to_char(the_day, 'YYYYMMDD');
    of_hash  text := receipts || '_id_hash_idx';
BEGIN
    IF to_regclass(receipts) IS NULL OR to_regclass(of_hash) IS NULL OR to_regclass(copies) IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('streamwheel.ensure_receipt_day'));
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF event_receipt FOR VALUES FROM (%L) TO (%L)',
                       receipts, the_day, the_day + 1);
        IF to_regclass(of_hash) IS NULL THEN -- even to find it there would lock the table
            EXECUTE format('CREATE UNIQUE INDEX %I ON %I (id_hash)', of_hash, receipts);
        END IF;
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF duplicate_receipt FOR VALUES FROM (%L) TO (%L)',
                       copies, the_day, the_day + 1);
    END IF;
END
$$;
