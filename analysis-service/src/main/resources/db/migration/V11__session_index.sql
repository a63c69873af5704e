-- The newest clicks of a site, of which sessions are made; without it a small site's are looked for among those of all others. Keys begin
-- with the time, so it grows at its end. Most interactions of a site that reports what it shows are impressions, which are no clicks.
CREATE INDEX interaction_newest_idx ON interaction (site_id, event_key DESC) WHERE type <> 'impression';
