package io.streamwheel.benchmarks.key;

import java.time.LocalDate;

/** The parts of SQL that every design shares, so that they differ in nothing but the key. */
final class Sql {

    private Sql() {}

    /** The batch, as the statement's four parameters. */
    static final String INCOMING =
            """
            incoming AS (
                SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[])
                    AS t(id_hash, event_key, event_id, occurred_at))
            """;

    /** Columns of the stored row behind its key. */
    static final String ROW =
            """
            site_id integer NOT NULL, event_id text NOT NULL, visitor text NOT NULL,
            occurred_at timestamptz NOT NULL, payload json NOT NULL
            """;

    /** The values of {@link #ROW} for an incoming event. */
    static final String VALUES = "1, event_id, 'v' || left(event_id, 6), occurred_at, '{}'";

    /** Events made by the server, evenly over their day, with the columns of the batch. */
    static String generated(LocalDate day, long firstEvent, long endEvent) {
        return """
        generated AS (
            SELECT md5('1:e' || n)::uuid AS id_hash,
                   (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0')
                       || right(md5('1:e' || n), 20))::uuid AS event_key,
                   'e' || n AS event_id,
                   at AS occurred_at
            FROM generate_series(%2$d, %3$d - 1) AS n,
                 LATERAL (SELECT date_trunc('milliseconds', timestamptz '%1$s 00:00Z'
                              + interval '1 day' * ((n - %2$d)::float8 / (%3$d - %2$d)))) AS t(at))
        """
                .formatted(day, firstEvent, endEvent);
    }

    /** One {@code CREATE TABLE ... PARTITION OF} for each day. */
    static String partitions(String table, LocalDate firstDay, LocalDate lastDay) {
        StringBuilder sql = new StringBuilder();
        for (LocalDate day = firstDay; !day.isAfter(lastDay); day = day.plusDays(1)) {
            sql.append(
                    "CREATE TABLE %1$s_%2$tY%2$tm%2$td PARTITION OF %1$s FOR VALUES FROM ('%2$s') TO ('%3$s');%n"
                            .formatted(table, day, day.plusDays(1)));
        }
        return sql.toString();
    }
}
