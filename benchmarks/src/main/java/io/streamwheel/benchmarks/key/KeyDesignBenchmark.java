package io.streamwheel.benchmarks.key;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Which key lets an event count once and stays cheap: inserts batches of 1,000 into empty tables
 * and into tables with a history, for each {@link KeyDesign} in turns, and then tries whether the
 * design keeps the rule.
 *
 * <p>Each round begins with a checkpoint, so that full page images are counted for what they are:
 * the cost of touching many different pages.
 */
public final class KeyDesignBenchmark {

    private static final int BATCH = 1_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    private final Settings settings;
    private final Connection connection;
    private final PrintStream out;
    private final LocalDate today;
    private final long deadline;
    private final SplittableRandom random = new SplittableRandom(42);
    private long nextEvent;

    private KeyDesignBenchmark(Settings settings, Connection connection, PrintStream out) {
        this.settings = settings;
        this.connection = connection;
        this.out = out;
        this.today = FIRST_DAY.plusDays(settings.days() - 1L);
        this.deadline = System.nanoTime() + Duration.ofSeconds(settings.seconds()).toNanos();
        this.nextEvent = settings.rows();
    }

    /** See {@link Settings} for the arguments. */
    public static void main(String[] arguments) throws SQLException {
        Settings settings = Settings.parse(arguments);
        try (Connection connection =
                DriverManager.getConnection(settings.url(), settings.user(), "")) {
            KeyDesignBenchmark benchmark = new KeyDesignBenchmark(settings, connection, System.out);
            try {
                benchmark.run(
                        List.of(
                                new RandomKey(),
                                new TimePrefixedKey(),
                                new DailyKey("daily", 2),
                                new DailyKey("daily_all", settings.days())));
            } finally {
                benchmark.execute("DROP SCHEMA IF EXISTS key_design CASCADE");
            }
        }
    }

    private void run(List<KeyDesign> designs) throws SQLException {
        execute("CREATE SCHEMA key_design");
        execute("SET search_path = key_design");
        execute("SET statement_timeout = '" + settings.seconds() + "s'");
        Map<KeyDesign, List<Round>> empty = new HashMap<>();
        for (int round = 0; round == 0 || (round < settings.rounds() && !isLate()); round++) {
            for (KeyDesign design : inTurns(designs, round)) {
                create(design);
                execute("ANALYZE");
                measure(design, empty);
                drop();
            }
        }
        print("empty", designs, empty);
        for (KeyDesign design : designs) {
            create(design);
            fill(design);
        }
        execute("VACUUM ANALYZE");
        Map<KeyDesign, List<Round>> full = new HashMap<>();
        for (int round = 0; round == 0 || (round < settings.rounds() && !isLate()); round++) {
            for (KeyDesign design : inTurns(designs, round)) {
                measure(design, full);
            }
        }
        print("after %,d rows".formatted(settings.rows()), designs, full);
        for (KeyDesign design : designs) {
            printSize(design);
            printRule(design);
        }
    }

    private static List<KeyDesign> inTurns(List<KeyDesign> designs, int round) {
        List<KeyDesign> order = new ArrayList<>(designs);
        Collections.rotate(order, round);
        return order;
    }

    private void create(KeyDesign design) throws SQLException {
        execute(design.schema(FIRST_DAY, today));
    }

    private void drop() throws SQLException {
        execute("DROP SCHEMA key_design CASCADE");
        execute("CREATE SCHEMA key_design");
    }

    private void fill(KeyDesign design) throws SQLException {
        long perDay = settings.rows() / settings.days();
        long begin = System.nanoTime();
        for (int day = 0; day < settings.days(); day++) {
            execute(design.history(FIRST_DAY.plusDays(day), day * perDay, (day + 1) * perDay));
        }
        out.printf(
                Locale.ROOT,
                "%-10s history made in %.0f s%n",
                design.name(),
                (System.nanoTime() - begin) / 1e9);
    }

    private void measure(KeyDesign design, Map<KeyDesign, List<Round>> results)
            throws SQLException {
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < settings.inserts() / BATCH; i++) {
            batches.add(arrivals());
        }
        execute("CHECKPOINT");
        String sql = design.insert(today);
        long walBefore = number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
        long begin = System.nanoTime();
        long inserted = 0;
        for (Batch batch : batches) {
            inserted += batch.insert(connection, sql);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long wal =
                number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint") - walBefore;
        long expected = (long) batches.size() * BATCH;
        if (inserted != expected) {
            throw new IllegalStateException(
                    design.name() + " stored " + inserted + " of " + expected);
        }
        results.computeIfAbsent(design, none -> new ArrayList<>())
                .add(new Round(inserted / seconds, (double) wal / inserted));
    }

    /** 94 % come at once, 5 % up to an hour late, 1 % up to a week: phones that were away. */
    private Batch arrivals() {
        Instant noon = today.atTime(12, 0).toInstant(ZoneOffset.UTC);
        List<Batch.Arrival> arrivals = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            long number = nextEvent++;
            int kind = random.nextInt(100);
            long late =
                    kind == 0
                            ? random.nextLong(Duration.ofDays(7).toMillis())
                            : kind < 6 ? random.nextLong(Duration.ofHours(1).toMillis()) : 0;
            Instant now = noon.plusMillis((number - settings.rows()) / 20);
            arrivals.add(new Batch.Arrival("e" + number, now.minusMillis(late)));
        }
        return new Batch(arrivals);
    }

    private void printSize(KeyDesign design) throws SQLException {
        out.printf(
                Locale.ROOT,
                "%-10s indexes now %,d MB in all, %,d MB take inserts at random places; tables %,d MB%n",
                design.name(),
                size(design, "pg_indexes_size(c.oid)", "") >> 20,
                size(design, "pg_indexes_size(c.oid)", randomlyWritten(design)) >> 20,
                size(design, "pg_table_size(c.oid)", "") >> 20);
    }

    private String randomlyWritten(KeyDesign design) {
        return design instanceof RandomKey
                ? ""
                : "AND c.relname LIKE '%%_%1$tY%1$tm%1$td'".formatted(today);
    }

    private long size(KeyDesign design, String function, String which) throws SQLException {
        return number(
                """
                SELECT coalesce(sum(%s), 0)::bigint FROM pg_class c
                WHERE c.relnamespace = 'key_design'::regnamespace AND c.relkind = 'r'
                  AND c.relname ~ '^%s_(event|receipt)(_2|$)' %s
                """
                        .formatted(function, design.name(), which));
    }

    /** The rule: within 24 hours the id decides; later, id and original timestamp do. */
    private void printRule(KeyDesign design) throws SQLException {
        Instant at = today.minusDays(2).atTime(23, 59).toInstant(ZoneOffset.UTC);
        Batch first = new Batch(List.of(new Batch.Arrival("rule", at)));
        Batch otherTime = new Batch(List.of(new Batch.Arrival("rule", at.plusSeconds(7))));
        int stored = first.insert(connection, design.insert(today.minusDays(2)));
        int soon = otherTime.insert(connection, design.insert(today.minusDays(1)));
        int late = first.insert(connection, design.insert(today));
        out.printf(
                "%-10s first copy stored: %s; another timestamp within 24 h, past midnight: %s;"
                        + " same timestamp after 24 h: %s%n",
                design.name(),
                stored == 1 ? "yes" : "NO",
                soon == 0 ? "counts once" : "COUNTS TWICE",
                late == 0 ? "counts once" : "COUNTS TWICE");
    }

    private void print(String title, List<KeyDesign> designs, Map<KeyDesign, List<Round>> results) {
        for (KeyDesign design : designs) {
            List<Round> rounds = results.getOrDefault(design, List.of());
            out.printf(
                    Locale.ROOT,
                    "%-10s %s, %d rounds: %s rows/s, %s bytes of WAL a row%n",
                    design.name(),
                    title,
                    rounds.size(),
                    medianAndSpread(rounds, Round::rowsPerSecond),
                    medianAndSpread(rounds, Round::walBytesPerRow));
        }
    }

    private static String medianAndSpread(List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return "%,.0f (%,.0f to %,.0f)"
                .formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    private boolean isLate() {
        return System.nanoTime() > deadline;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
