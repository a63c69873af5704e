-- What events say of an item beyond its fields: {"brand": {"value": "Acme", "at": 1795337452329}}, where at is the time of the event in
-- milliseconds. It stands beside properties, which people say: that counts from properties_at on, and only a later event is laid over it.
ALTER TABLE item
    ADD COLUMN observed      jsonb,
    ADD COLUMN properties_at timestamptz;

UPDATE item SET properties_at = updated_at WHERE properties IS NOT NULL;

-- Of two properties of one name the newer one; of the same moment the known one. Not what is older than since. The newest 50 stay, in
-- whatever order they came.
CREATE FUNCTION newest_properties(known jsonb, said jsonb, since timestamptz) RETURNS jsonb
    LANGUAGE sql STABLE
AS $$
    SELECT CASE
        WHEN said IS NULL THEN known
        ELSE (SELECT jsonb_object_agg(kept.name, kept.fact)
              FROM (SELECT name, fact
                    FROM (SELECT DISTINCT ON (name) name, fact
                          FROM (SELECT key AS name, value AS fact, 0 AS age FROM jsonb_each(known)
                                UNION ALL
                                SELECT key, value, 1 FROM jsonb_each(said)
                                WHERE since IS NULL OR (value ->> 'at')::bigint > extract(epoch FROM since) * 1000) AS told
                          ORDER BY name, (fact ->> 'at')::bigint DESC, age) AS newest
                    ORDER BY (fact ->> 'at')::bigint DESC, name
                    LIMIT 50) AS kept)
    END
$$;

-- {"brand": "Acme"}
CREATE FUNCTION property_values(observed jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE
        WHEN observed IS NULL THEN NULL
        ELSE (SELECT jsonb_object_agg(key, value -> 'value') FROM jsonb_each(observed))
    END
$$;
