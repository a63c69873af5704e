-- Who follows whom, and who wants to be told of whom no more. Each of the two carries the time of the event that said it last, so that the
-- newest wins whatever the order of arrival, and what comes twice or late changes nothing. Of follow and unfollow at the same moment,
-- unfollow wins. Whose an anonymous row is, is decided at reading, by identity.
CREATE TABLE follow (
    site_id        integer     NOT NULL,
    visitor        text        NOT NULL,
    known          boolean     NOT NULL,
    target_user_id text        NOT NULL,
    following      boolean     NOT NULL DEFAULT false,
    followed_at    timestamptz,
    dismissed_at   timestamptz,
    stored_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (site_id, visitor, known, target_user_id)
);

-- Whether a graph in memory is behind.
CREATE INDEX follow_stored_idx ON follow (site_id, stored_at);

-- What was stored before there was this table.
INSERT INTO follow (site_id, visitor, known, target_user_id, following, followed_at, dismissed_at)
SELECT site_id, visitor, known, target_user_id,
       coalesce((array_agg(type = 'follow' ORDER BY occurred_at DESC, type DESC) FILTER (WHERE type <> 'dismiss'))[1], false),
       max(occurred_at) FILTER (WHERE type <> 'dismiss'),
       max(occurred_at) FILTER (WHERE type = 'dismiss')
FROM event
WHERE type IN ('follow', 'unfollow', 'dismiss') AND target_user_id IS NOT NULL
GROUP BY site_id, visitor, known, target_user_id;

-- How a site's people are ranked: the weights of the mix, and what it and the plain rule came to on follows that were held back.
CREATE TABLE people_model (
    site_id    integer            NOT NULL PRIMARY KEY REFERENCES site,
    trained_at timestamptz        NOT NULL,
    name       text               NOT NULL,
    weights    double precision[] NOT NULL,
    score_card json               NOT NULL
);

-- What data teams read.
CREATE VIEW v_follow AS
SELECT DISTINCT ON (s.name, coalesce(d.user_id, f.visitor), f.target_user_id)
       s.name AS site, coalesce(d.user_id, f.visitor) AS user_id, f.target_user_id, f.followed_at
FROM follow f
JOIN site s USING (site_id)
LEFT JOIN identity d ON NOT f.known AND d.site_id = f.site_id AND d.anonymous_id = f.visitor
WHERE f.following AND (f.known OR d.user_id IS NOT NULL)
ORDER BY s.name, coalesce(d.user_id, f.visitor), f.target_user_id, f.followed_at DESC;
