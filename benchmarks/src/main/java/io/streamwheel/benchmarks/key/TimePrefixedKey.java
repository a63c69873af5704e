package io.streamwheel.benchmarks.key;

import java.time.LocalDate;

/**
 * Candidate (a): the key begins with 48 bits of the client's original timestamp; beside it, one
 * small table for each day says which ids came. An id is new when neither its own day nor the day
 * before it knows it, and its key is not there.
 */
final class TimePrefixedKey implements KeyDesign {

    @Override
    public String name() {
        return "timed";
    }

    @Override
    public String schema(LocalDate firstDay, LocalDate lastDay) {
        return """
        CREATE TABLE timed_event (event_key uuid PRIMARY KEY, %s);
        CREATE TABLE timed_receipt (day date NOT NULL, id_hash uuid NOT NULL, copy_id bigint NOT NULL,
            fate text NOT NULL, event_key uuid, PRIMARY KEY (id_hash, day)) PARTITION BY RANGE (day);
        %s
        """
                .formatted(Sql.ROW, Sql.partitions("timed_receipt", firstDay, lastDay));
    }

    @Override
    public String history(LocalDate day, long firstEvent, long endEvent) {
        return """
        WITH %s,
        receipt AS (
            INSERT INTO timed_receipt SELECT '%s', id_hash, 1, 'stored', event_key FROM generated)
        INSERT INTO timed_event SELECT event_key, %s FROM generated
        """
                .formatted(Sql.generated(day, firstEvent, endEvent), day, Sql.VALUES);
    }

    /**
     * {@code IS TRUE} keeps the planner from making a join of the last filter: it believes that
     * next to nothing is fresh and would compare every row of the batch with every other.
     */
    @Override
    public String insert(LocalDate today) {
        return """
        WITH %1$s,
        fresh AS (
            SELECT incoming.* FROM incoming
            LEFT JOIN LATERAL (SELECT true FROM timed_receipt r
                WHERE r.day BETWEEN '%3$s' AND '%2$s' AND r.id_hash = incoming.id_hash LIMIT 1) AS known(yes) ON true
            WHERE known.yes IS NULL
            ORDER BY incoming.id_hash),
        receipt AS (
            INSERT INTO timed_receipt SELECT '%2$s', id_hash, 1, 'stored', event_key FROM fresh
            ON CONFLICT DO NOTHING RETURNING id_hash)
        INSERT INTO timed_event
        SELECT event_key, %4$s FROM fresh
        WHERE (id_hash IN (SELECT id_hash FROM receipt)) IS TRUE ORDER BY event_key
        ON CONFLICT DO NOTHING
        """
                .formatted(Sql.INCOMING, today, today.minusDays(1), Sql.VALUES);
    }
}
