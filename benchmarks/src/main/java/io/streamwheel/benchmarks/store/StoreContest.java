package io.streamwheel.benchmarks.store;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.benchmarks.stack.PrivateDatabase;
import io.streamwheel.benchmarks.stack.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The writer of analysis and {@code COPY} in turns, in a database of their own, for whoever
 * measures more than them.
 */
public final class StoreContest implements AutoCloseable {

    private static final String ROWS = "SELECT count(*) FROM event";

    private final Settings settings;
    private final Database database;
    private final Product product;
    private final Copy copy;
    private final long before;
    private long given;

    private StoreContest(Settings settings, Database database) throws SQLException {
        this.settings = settings;
        this.database = database;
        product = new Product(database.pool(), new SiteId((int) database.number(Database.SITE)));
        copy = new Copy(database);
        before = database.number(ROWS);
    }

    /**
     * Makes the tables where there are none.
     *
     * @param events of each turn, by some users and about some items
     */
    public static StoreContest open(
            PrivateDatabase database, Scratch scratch, int events, int users, int items)
            throws IOException, SQLException {
        Settings settings =
                Settings.parse(
                        new String[] {
                            "--url", database.url(),
                            "--user", database.user(),
                            "--password", database.password(),
                            "--events", String.valueOf(events),
                            "--users", String.valueOf(users),
                            "--items", String.valueOf(items)
                        });
        return new StoreContest(settings, Database.open(settings, scratch));
    }

    /**
     * Events a second that the writer takes.
     *
     * @param run the beginning of the events' ids
     * @param duplicates share of the events that were there before
     */
    public double product(String run, double duplicates) throws Exception {
        Turn turn =
                Turn.run(
                        settings.with(duplicates),
                        run,
                        batch -> product.store().store(List.copyOf(batch)));
        given += turn.events();
        return turn.rate();
    }

    /** Events a second whose rows, all of them, {@code COPY} takes. */
    public double copyOfAllRows(String run) throws Exception {
        return Turn.run(settings, run, copy::writeAll).rate();
    }

    /** Events a second whose event rows {@code COPY} takes. */
    public double copyOfEvents(String run) throws Exception {
        return Turn.run(settings, run, copy::writeEvents).rate();
    }

    /** What is wrong with what the writer stored so far; empty when nothing is. */
    public List<String> faults() throws SQLException {
        List<String> faults = new ArrayList<>();
        long rows = database.number(ROWS) - before;
        if (rows != product.stored()) {
            faults.add("%,d events said to be stored, %,d rows".formatted(product.stored(), rows));
        }
        if (product.stored() + product.duplicates() != given) {
            faults.add(
                    "%,d events given, %,d stored, %,d duplicates"
                            .formatted(given, product.stored(), product.duplicates()));
        }
        return faults;
    }

    @Override
    public void close() {
        database.close();
    }
}
