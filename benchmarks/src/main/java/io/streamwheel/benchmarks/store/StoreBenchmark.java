package io.streamwheel.benchmarks.store;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.benchmarks.stack.Scratch;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Batches of events into the product's tables, and {@code COPY} of rows like theirs into equal
 * tables without an answer to "was it there before", in turns.
 */
public final class StoreBenchmark {

    private StoreBenchmark() {}

    /** Prints events a second and CPU an event; exit code 1 when a row is missing or too many. */
    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.parse(arguments);
        boolean whole;
        try (Scratch scratch = Scratch.make("store-benchmark");
                Database database = Database.open(settings, scratch)) {
            whole = measure(settings, database);
        }
        if (!whole) {
            System.exit(1);
        }
    }

    private static boolean measure(Settings settings, Database database) throws Exception {
        Statements statements = new Statements();
        DataSource source =
                settings.statements() ? statements.watch(database.pool()) : database.pool();
        Product product = new Product(source, new SiteId(siteOf(database)));
        Copy copy = new Copy(database);
        Contestant ours = contestant("product", product);
        Contestant events = new Contestant("COPY of events", copy::writeEvents);
        Contestant all = new Contestant("COPY of all rows", copy::writeAll);
        long rowsBefore = database.number("SELECT count(*) FROM event");
        rounds(settings, "r", List.of(ours, events, all), statements);
        System.out.print(Report.of(ours, List.of(events, all)));
        if (settings.rows() > 0) {
            System.out.printf("writing %,d rows%n", settings.rows());
            History.write(database, settings);
            Contestant full = contestant("product, full", product);
            rounds(settings, "f", List.of(full), statements);
            System.out.print(Report.of(full, List.of(ours)));
        }
        long rows = database.number("SELECT count(*) FROM event") - rowsBefore - settings.rows();
        System.out.printf(
                "%d rows, %d said to be stored, %d duplicates%n",
                rows, product.stored(), product.duplicates());
        return rows == product.stored();
    }

    private static Contestant contestant(String name, Product product) {
        return new Contestant(name, batch -> product.store().store(List.copyOf(batch)));
    }

    /**
     * @param run the beginning of the events' ids
     */
    private static void rounds(
            Settings settings, String run, List<Contestant> contestants, Statements statements)
            throws Exception {
        for (int round = 0; round <= settings.rounds(); round++) {
            String ids = "%s%d-%x".formatted(run, round, System.nanoTime());
            System.out.println(round == 0 ? "warm-up" : "round " + round);
            for (Contestant each : contestants) {
                statements.forget();
                Turn turn = Turn.run(settings, ids, each.writing());
                System.out.printf("  %-17s %s%n", each.name(), turn);
                System.out.print(statements.perEvent(turn.events()));
                if (round > 0) {
                    each.turns().add(turn);
                }
            }
        }
    }

    private static int siteOf(Database database) throws SQLException {
        return (int) database.number(Database.SITE);
    }
}
