package io.streamwheel.benchmarks.serving;

import io.streamwheel.benchmarks.serving.Past.Deed;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Puts a past into the tables, as the store's writer would have, but for payloads and receipts. */
final class Filling {

    /** Rows of each table side by side, as one transaction after the other leaves them. */
    private static final int STEP = 10_000;

    private final Connection connection;
    private final int site;
    private final SplittableRandom random = new SplittableRandom(7);

    private Filling(Connection connection, int site) {
        this.connection = connection;
        this.site = site;
    }

    /** Writes all of it, and gives PostgreSQL the statistics that it would have by now. */
    static void write(Connection connection, String site, int items, List<Deed> past)
            throws SQLException {
        Filling filling = new Filling(connection, numberOf(connection, site));
        filling.items(items);
        filling.deeds(past);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO pipeline_total (site_id, fate, total) VALUES (%d, 'stored', %d)
                    ON CONFLICT (site_id, fate, reason) DO UPDATE SET total = EXCLUDED.total
                    """
                            .formatted(filling.site, past.size()));
            for (String table : List.of("item", "event", "interaction")) {
                statement.execute("VACUUM ANALYZE " + table);
            }
            statement.execute("CHECKPOINT");
        }
    }

    private static int numberOf(Connection connection, String site) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT site_id FROM site WHERE name = ?")) {
            select.setString(1, site);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no site " + site);
                }
                return row.getInt(1);
            }
        }
    }

    private void items(int items) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < items; i++) {
            rows.append(site).append("\tp").append(i).append("\tItem number ").append(i);
            rows.append("\t{c").append(i % Past.CATEGORIES).append("}\thttps://shop.example/p/");
            rows.append(i).append('\t').append(i % 100).append(".5\tEUR\n");
        }
        copy("item (site_id, item_id, title, categories, url, price, currency)", rows);
    }

    private void deeds(List<Deed> past) throws SQLException {
        for (int from = 0; from < past.size(); from += STEP) {
            StringBuilder events = new StringBuilder();
            StringBuilder interactions = new StringBuilder();
            for (int i = from; i < Math.min(past.size(), from + STEP); i++) {
                add(past.get(i), i, events, interactions);
            }
            copy(
                    "event (event_key, site_id, event_id, type, visitor, known, session_id,"
                            + " occurred_at, received_at, payload)",
                    events);
            copy(
                    "interaction (event_key, position, site_id, visitor, known, item_id, type,"
                            + " occurred_at)",
                    interactions);
        }
    }

    private void add(Deed deed, int number, StringBuilder events, StringBuilder interactions) {
        String key =
                "%012x%04x%016x".formatted(deed.at(), random.nextInt(1 << 16), random.nextLong());
        Instant at = Instant.ofEpochMilli(deed.at());
        events.append(key).append('\t').append(site).append("\te").append(number);
        events.append('\t').append(deed.type()).append("\tu").append(deed.user());
        events.append("\ttrue\ts").append(deed.user()).append('-').append(deed.visit());
        events.append('\t').append(at).append('\t').append(at).append("\t{}\n");
        interactions.append(key).append("\t0\t").append(site).append("\tu").append(deed.user());
        interactions.append("\ttrue\tp").append(deed.item()).append('\t').append(deed.type());
        interactions.append('\t').append(at).append('\n');
    }

    private void copy(String table, StringBuilder rows) throws SQLException {
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table + " FROM STDIN");
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
    }
}
