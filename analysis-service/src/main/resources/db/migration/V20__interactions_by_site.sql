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
