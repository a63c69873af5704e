-- Most of what events say of items and identities was said before. It is looked at before it is written, so that a popular item's row, or a
-- busy visitor's, is neither locked nor written for every event.

-- Milliseconds since 1970. Days and the rest of the day apart keep them exact in PostgreSQL's arithmetic of intervals.
CREATE FUNCTION time_of(millis bigint) RETURNS timestamptz
    LANGUAGE sql STABLE
AS $$
    SELECT timestamptz 'epoch' + (millis / 86400000) * interval '24 hours' + (millis % 86400000) * interval '1 millisecond'
$$;

-- Whether the time of what is said again is worth a write: only when it is newer by a minute.
CREATE FUNCTION is_stale(known_at timestamptz, said_at timestamptz) RETURNS boolean
    LANGUAGE sql STABLE
AS $$
    SELECT said_at >= known_at + interval '1 minute'
$$;

-- Whether newest_properties() would change what is known, times of what is said again aside until they are stale.
CREATE FUNCTION says_more(known jsonb, said jsonb, since timestamptz) RETURNS boolean
    LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (
        SELECT FROM (SELECT value -> 'value' AS value, time_of((value ->> 'at')::bigint) AS at,
                            known -> key -> 'value' AS known_value, time_of((known -> key ->> 'at')::bigint) AS known_at
                     FROM jsonb_each(said)) AS s
        WHERE (since IS NULL OR s.at > since)
          AND (s.known_at IS NULL
               OR s.at > s.known_at AND (s.value IS DISTINCT FROM s.known_value OR is_stale(s.known_at, s.at))))
$$;
