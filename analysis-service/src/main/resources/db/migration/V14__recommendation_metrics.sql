-- What came of the lists. Ids of lists carry where they came from, so an answer writes nothing; what is done with a list is counted in the
-- transaction that stores it.

-- Ids are made and read with it, on every instance and after every restore. Another one makes all ids before it foreign.
CREATE TABLE recommendation_secret (
    one    boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (one),
    secret bytea   NOT NULL CHECK (octet_length(secret) >= 16)
);

INSERT INTO recommendation_secret (secret)
VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

-- What was counted: a list, an item and what was done, or that a visitor came on a day. 48 bits of the list's time, then 80 bits of a hash, so
-- that inserts are local in the index and what is too old to matter is a range of it.
CREATE TABLE recommendation_deed (
    deed_key uuid NOT NULL PRIMARY KEY
);

-- By the day (UTC) of the list. Scenario '' and strategy 'unknown': ids that this installation did not make. model_version 0: no model. Most rows
-- of a day are its busiest ones, written by every batch: the free space keeps them on their pages.
CREATE TABLE recommendation_metric (
    site_id       integer NOT NULL,
    day           date    NOT NULL,
    scenario      text    NOT NULL,
    strategy      text    NOT NULL,
    model_version bigint  NOT NULL,
    visitor_group text    NOT NULL,
    currency      text    NOT NULL,
    impressions   bigint  NOT NULL,
    clicks        bigint  NOT NULL,
    conversions   bigint  NOT NULL,
    revenue       numeric NOT NULL,
    PRIMARY KEY (site_id, day, scenario, strategy, model_version, visitor_group, currency)
) WITH (fillfactor = 60);

-- The same without strategies and versions, by 64 buckets of visitors: how far they differ tells how far chance goes. visitor_days: visitors of
-- whom something was counted, each once a day.
CREATE TABLE recommendation_sample (
    site_id       integer  NOT NULL,
    day           date     NOT NULL,
    scenario      text     NOT NULL,
    visitor_group text     NOT NULL,
    bucket        smallint NOT NULL,
    currency      text     NOT NULL,
    visitor_days  bigint   NOT NULL,
    impressions   bigint   NOT NULL,
    clicks        bigint   NOT NULL,
    conversions   bigint   NOT NULL,
    revenue       numeric  NOT NULL,
    PRIMARY KEY (site_id, day, scenario, visitor_group, bucket, currency)
) WITH (fillfactor = 60);

-- What data teams read.
CREATE VIEW v_recommendation_metric AS
SELECT s.name AS site,
       m.day,
       nullif(m.scenario, '') AS scenario,
       m.strategy,
       nullif(m.model_version, 0) AS model_version,
       m.visitor_group,
       nullif(m.currency, '') AS currency,
       m.impressions,
       m.clicks,
       m.conversions,
       m.revenue
FROM recommendation_metric m
JOIN site s USING (site_id);
