package io.streamwheel.benchmarks.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Millions of events that were stored before, with the interaction of each, but without payloads
 * and receipts; keys ascend as the writer's do, over the last 60 days.
 */
final class History {

    private static final long STEP = 500_000;
    private static final long MILLIS = 60L * 86_400_000;

    /** What each row is made of; the same number makes the same event in both tables. */
    private static final String ROWS =
            """
            SELECT rpad(lpad(to_hex(%1$d + n * %2$d / %3$d), 12, '0') || md5(n::text), 32)::uuid AS key,
                to_timestamp((%1$d + n * %2$d / %3$d) / 1000.0) AS at, n AS number,
                'u' || (abs(hashint8(n)::bigint) %% %6$d) AS visitor,
                'p' || power(%7$d, abs(hashint8(n + 1)::bigint) / 2147483649.0)::int AS item
            FROM generate_series(%4$d::bigint, %5$d) AS n
            """;

    private static final String EVENTS =
            """
            INSERT INTO event (event_key, site_id, event_id, type, visitor, known, session_id,
                occurred_at, received_at, payload)
            SELECT key, (%s), 'h' || number, 'view', visitor, true, 's' || visitor, at, at, '{}' FROM (%s) AS made
            """;
    private static final String INTERACTIONS =
            """
            INSERT INTO interaction (event_key, position, site_id, visitor, known, item_id, type, occurred_at)
            SELECT key, 0, (%s), visitor, true, item, 'view', at FROM (%s) AS made
            """;

    private History() {}

    /** Writes so many, and gives PostgreSQL the statistics that it would have by now. */
    static void write(Database database, Settings settings) throws Exception {
        long first = System.currentTimeMillis() - MILLIS;
        long rows = settings.rows();
        List<Future<?>> steps = new ArrayList<>();
        AtomicLong written = new AtomicLong();
        try (ExecutorService writers = Executors.newFixedThreadPool(settings.writers())) {
            for (long from = 0; from < rows; from += STEP) {
                String source =
                        ROWS.formatted(
                                first,
                                MILLIS,
                                rows,
                                from,
                                Math.min(rows, from + STEP) - 1,
                                settings.users(),
                                settings.items());
                steps.add(
                        writers.submit(() -> {
                            database.execute(EVENTS.formatted(Database.SITE, source));
                            database.execute(INTERACTIONS.formatted(Database.SITE, source));
                            System.out.printf(
                                    "  %,d of %,d%n",
                                    Math.min(rows, written.addAndGet(STEP)), rows);
                            return source;
                        }));
            }
        }
        for (Future<?> step : steps) {
            step.get();
        }
        database.execute("VACUUM ANALYZE event");
        database.execute("VACUUM ANALYZE interaction");
        database.execute("CHECKPOINT");
    }
}
