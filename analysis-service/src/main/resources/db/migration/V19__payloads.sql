-- Other instances may read for a while, and a large table takes longer than a request may.
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = '5min';

-- The payloads of events that were stored together, some in a row. PostgreSQL compresses no row of less than 2 kB, which an event is; a
-- few dozen of them are larger, and much alike. An event says which row and which of it; those of before keep theirs in event.payload.
CREATE TABLE event_payload (
    payload_id bigint NOT NULL PRIMARY KEY,
    payloads   json[] NOT NULL
);

CREATE SEQUENCE event_payload_id_seq OWNED BY event_payload.payload_id;

-- Where the server was built with it; else its own method, which saves as much.
DO $$
BEGIN
    ALTER TABLE event_payload ALTER COLUMN payloads SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'no lz4: payloads are compressed by pglz';
END
$$;

ALTER TABLE event
    ALTER COLUMN payload DROP NOT NULL,
    ADD COLUMN payload_id bigint,
    ADD COLUMN payload_position smallint,
    ADD CONSTRAINT event_payload_somewhere CHECK (payload IS NOT NULL OR payload_id IS NOT NULL AND payload_position IS NOT NULL) NOT VALID;

CREATE VIEW v_event AS
SELECT s.name AS site,
       e.event_id,
       e.type,
       CASE WHEN e.known THEN e.visitor ELSE d.user_id END AS user_id,
       CASE WHEN e.known THEN e.anonymous_id ELSE e.visitor END AS anonymous_id,
       e.session_id,
       e.target_user_id,
       e.recommendation_id,
       e.occurred_at,
       e.received_at,
       e.stored_at,
       COALESCE(e.payload, p.payloads[e.payload_position]) AS payload
FROM event e
JOIN site s USING (site_id)
LEFT JOIN event_payload p USING (payload_id)
LEFT JOIN identity d ON NOT e.known AND d.site_id = e.site_id AND d.anonymous_id = e.visitor;
