package io.streamwheel.benchmarks.key;

import java.time.LocalDate;

/** The baseline: the primary key is a hash of site and event id. Right for ever, local nowhere. */
final class RandomKey implements KeyDesign {

    @Override
    public String name() {
        return "random";
    }

    @Override
    public String schema(LocalDate firstDay, LocalDate lastDay) {
        return "CREATE TABLE random_event (event_key uuid PRIMARY KEY, " + Sql.ROW + ")";
    }

    @Override
    public String history(LocalDate day, long firstEvent, long endEvent) {
        return "WITH %s INSERT INTO random_event SELECT id_hash, %s FROM generated"
                .formatted(Sql.generated(day, firstEvent, endEvent), Sql.VALUES);
    }

    @Override
    public String insert(LocalDate today) {
        return """
        WITH %s
        INSERT INTO random_event SELECT id_hash, %s FROM incoming ORDER BY id_hash
        ON CONFLICT DO NOTHING
        """
                .formatted(Sql.INCOMING, Sql.VALUES);
    }
}
