package io.streamwheel.benchmarks.key;

import java.time.LocalDate;

/**
 * Candidate (b): events partitioned by day of receipt, the id unique in each; before an insert the
 * newest partitions are asked. Asking all of them is the only form that keeps the rule for ever.
 */
final class DailyKey implements KeyDesign {

    private final String name;
    private final int probedDays;

    /**
     * @param probedDays how many days are asked, today among them
     */
    DailyKey(String name, int probedDays) {
        if (probedDays < 1) {
            throw new IllegalArgumentException("at least today must be asked: " + probedDays);
        }
        this.name = name;
        this.probedDays = probedDays;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String schema(LocalDate firstDay, LocalDate lastDay) {
        return """
        CREATE TABLE %1$s_event (day date NOT NULL, id_hash uuid NOT NULL, %2$s,
            PRIMARY KEY (id_hash, day)) PARTITION BY RANGE (day);
        %3$s
        """
                .formatted(name, Sql.ROW, Sql.partitions(name + "_event", firstDay, lastDay));
    }

    @Override
    public String history(LocalDate day, long firstEvent, long endEvent) {
        return "WITH %s INSERT INTO %s_event SELECT '%s', id_hash, %s FROM generated"
                .formatted(Sql.generated(day, firstEvent, endEvent), name, day, Sql.VALUES);
    }

    @Override
    public String insert(LocalDate today) {
        return """
        WITH %1$s,
        fresh AS (
            SELECT incoming.* FROM incoming
            LEFT JOIN LATERAL (SELECT true FROM %2$s_event e
                WHERE e.day BETWEEN '%3$s' AND '%4$s' AND e.id_hash = incoming.id_hash LIMIT 1) AS known(yes) ON true
            WHERE known.yes IS NULL)
        INSERT INTO %2$s_event SELECT '%4$s', id_hash, %5$s FROM fresh ORDER BY id_hash
        ON CONFLICT DO NOTHING
        """
                .formatted(Sql.INCOMING, name, today.minusDays(probedDays - 1L), today, Sql.VALUES);
    }
}
