-- Personal lists made beforehand, for a data team's batch and for an instance that has no model.

CREATE SEQUENCE user_recommendation_run_seq;

-- The newest run of each site, and how far it is. Whoever writes looks at it first, so that of two runs the later one goes on.
CREATE TABLE user_recommendation_run (
    site_id     integer     NOT NULL PRIMARY KEY REFERENCES site,
    run         bigint      NOT NULL,
    version     bigint      NOT NULL,
    visitors    integer     NOT NULL,
    done        integer     NOT NULL DEFAULT 0,
    begun_at    timestamptz NOT NULL,
    beat_at     timestamptz NOT NULL,
    finished_at timestamptz
);

-- Which run is read. Changing this row shows all lists of a run at once.
CREATE TABLE user_recommendation_current (
    site_id      integer     NOT NULL PRIMARY KEY REFERENCES site,
    run          bigint      NOT NULL,
    version      bigint      NOT NULL,
    visitors     integer     NOT NULL,
    published_at timestamptz NOT NULL
);

-- One row is one list, best first. visitor is the user id of a known person, else the anonymous id. The key finds a visitor's list, and all
-- lists of a run.
CREATE TABLE user_recommendation (
    site_id           integer     NOT NULL,
    run               bigint      NOT NULL,
    visitor           text        NOT NULL,
    known             boolean     NOT NULL,
    recommendation_id text        NOT NULL,
    strategy          text        NOT NULL,
    visitor_group     text        NOT NULL,
    computed_at       timestamptz NOT NULL,
    items             text[]      NOT NULL,
    scores            real[]      NOT NULL,
    PRIMARY KEY (site_id, run, visitor)
);

-- What data teams read: one row an item, of the newest whole run only.
CREATE VIEW v_user_recommendation AS
SELECT s.name AS site,
       CASE WHEN u.known THEN u.visitor END AS user_id,
       CASE WHEN NOT u.known THEN u.visitor END AS anonymous_id,
       i.rank::integer AS rank,
       i.item_id,
       i.score,
       u.strategy,
       u.visitor_group,
       u.recommendation_id,
       c.version AS model_version,
       u.computed_at
FROM user_recommendation_current c
JOIN user_recommendation u ON u.site_id = c.site_id AND u.run = c.run
JOIN site s ON s.site_id = c.site_id
CROSS JOIN LATERAL unnest(u.items, u.scores) WITH ORDINALITY AS i (item_id, score, rank);
