-- Other instances may read for a while, and a large table takes longer than a request may.
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = '5min';

-- An interaction is looked for by its visitor, or by its site and key, of which the time is the beginning: never by the key alone. That it is
-- there once, the key of its event says, which is written in the same transaction. So every row is in one index by site and key: in
-- interaction_newest_idx or, since whoever reads clicks should not have to go past impressions, in this one.
CREATE INDEX interaction_impression_idx ON interaction (site_id, event_key DESC) WHERE type = 'impression';

ALTER TABLE interaction DROP CONSTRAINT interaction_pkey;

-- All interactions for those who know the site and the key or a range of keys: each half is read by its index.
CREATE VIEW interaction_by_key AS
SELECT * FROM interaction WHERE type <> 'impression'
UNION ALL
SELECT * FROM interaction WHERE type = 'impression';

CREATE OR REPLACE VIEW v_interaction AS
SELECT s.name AS site,
       e.event_id,
       i.position,
       CASE WHEN i.known THEN i.visitor ELSE d.user_id END AS user_id,
       CASE WHEN i.known THEN e.anonymous_id ELSE i.visitor END AS anonymous_id,
       i.item_id,
       i.type,
       i.value,
       e.session_id,
       i.occurred_at,
       e.received_at,
       e.stored_at
FROM interaction_by_key i
JOIN event e ON e.event_key = i.event_key AND e.site_id = i.site_id
JOIN site s ON s.site_id = i.site_id
LEFT JOIN identity d ON NOT i.known AND d.site_id = i.site_id AND d.anonymous_id = i.visitor;
