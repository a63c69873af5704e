-- The store. event_key is 48 bits of the client's original timestamp in milliseconds, then 80 bits of a hash of (site, event id): inserts
-- are local in the index, and a range of keys is a range of time.
--
-- visitor is the user id where there is one (known), else the anonymous id. Whose an anonymous row is, is decided at reading, by identity.
CREATE TABLE event (
    event_key         uuid        NOT NULL PRIMARY KEY,
    site_id           integer     NOT NULL,
    event_id          text        NOT NULL,
    type              text        NOT NULL,
    visitor           text        NOT NULL,
    known             boolean     NOT NULL,
    anonymous_id      text,
    session_id        text,
    target_user_id    text,
    recommendation_id text,
    occurred_at       timestamptz NOT NULL,
    received_at       timestamptz NOT NULL,
    stored_at         timestamptz NOT NULL DEFAULT now(),
    payload           json        NOT NULL
);

-- A visitor's profile: counts by type, first and last seen.
CREATE INDEX event_visitor_idx ON event (site_id, visitor, known, occurred_at DESC);

CREATE TABLE interaction (
    event_key   uuid             NOT NULL,
    position    smallint         NOT NULL,
    site_id     integer          NOT NULL,
    visitor     text             NOT NULL,
    known       boolean          NOT NULL,
    item_id     text             NOT NULL,
    type        text             NOT NULL,
    value       double precision,
    occurred_at timestamptz      NOT NULL,
    PRIMARY KEY (event_key, position)
);

-- A visitor's recent history: the one read of a recommendation.
CREATE INDEX interaction_visitor_idx ON interaction (site_id, visitor, known, occurred_at DESC);

-- Which event ids came on which day (UTC, of receipt). An id is new when neither its day nor the days beside it know it: within 24 hours
-- the id alone decides, whatever the timestamps say. Only the newest days are written, so their index stays in memory; an id of any age
-- is found by one probe per day. copy_id tells a redelivery of the same acceptance from a client's second one.
CREATE TABLE event_receipt (
    day       date    NOT NULL,
    id_hash   uuid    NOT NULL,
    copy_id   bigint  NOT NULL,
    fate      text    NOT NULL CHECK (fate IN ('stored', 'filtered')),
    reason    text,
    event_key uuid,
    PRIMARY KEY (day, id_hash)
) PARTITION BY RANGE (day);

-- Second and further copies of an event, so that a redelivered one is not counted again.
CREATE TABLE duplicate_receipt (
    day     date   NOT NULL,
    copy_id bigint NOT NULL,
    PRIMARY KEY (day, copy_id)
) PARTITION BY RANGE (day);

-- Makes the partitions of a day when they are missing.
CREATE FUNCTION ensure_receipt_day(the_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    suffix text := to_char(the_day, 'YYYYMMDD');
BEGIN
    IF to_regclass('event_receipt_' || suffix) IS NULL OR to_regclass('duplicate_receipt_' || suffix) IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('streamwheel.ensure_receipt_day'));
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF event_receipt FOR VALUES FROM (%L) TO (%L)',
                       'event_receipt_' || suffix, the_day, the_day + 1);
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF duplicate_receipt FOR VALUES FROM (%L) TO (%L)',
                       'duplicate_receipt_' || suffix, the_day, the_day + 1);
    END IF;
END
$$;

-- accepted = stored + duplicate + filtered + failed, by site; counted in the transaction that decides. site_id 0 is nobody's.
CREATE TABLE pipeline_total (
    site_id integer NOT NULL,
    fate    text    NOT NULL CHECK (fate IN ('stored', 'duplicate', 'filtered', 'failed')),
    reason  text    NOT NULL DEFAULT '',
    total   bigint  NOT NULL,
    PRIMARY KEY (site_id, fate, reason)
);
