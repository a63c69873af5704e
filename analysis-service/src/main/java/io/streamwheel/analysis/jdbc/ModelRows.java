package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.Neighborhood;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of a version, in by COPY and out by a cursor. Takes part in the caller's transaction.
 */
final class ModelRows {

    private static final int CHUNK = 1 << 16;
    private static final String COPY_NEIGHBORS =
            "COPY item_neighbor (version, item_id, rank, neighbor_id, score) FROM STDIN";
    private static final String COPY_POPULARITY =
            "COPY item_popularity (version, rank, item_id, score) FROM STDIN";
    private static final String NEIGHBORS =
            """
            SELECT item_id, neighbor_id, score FROM item_neighbor WHERE version = ? ORDER BY item_id, rank
            """;
    private static final String POPULARITY =
            """
            SELECT item_id, score FROM item_popularity WHERE version = ? ORDER BY rank
            """;

    private final JdbcTemplate jdbc;

    ModelRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void write(ServedModel model) {
        jdbc.execute(
                (ConnectionCallback<@Nullable Void>)
                        connection -> {
                            copyPopularity(connection, model);
                            if (model.scorer() != null) {
                                copyNeighbors(connection, model.version(), model.scorer().model());
                            }
                            return null;
                        });
    }

    private static void copyPopularity(Connection connection, ServedModel model)
            throws SQLException {
        PopularityModel popular = model.popularity();
        try (Copy copy = new Copy(connection, COPY_POPULARITY)) {
            for (int rank = 0; rank < popular.size(); rank++) {
                copy.text(model.version())
                        .tab()
                        .text(rank + 1)
                        .tab()
                        .escaped(popular.items().get(rank))
                        .tab()
                        .text(popular.scores()[rank])
                        .endRow();
            }
            copy.finish();
        }
    }

    private static void copyNeighbors(Connection connection, long version, ItemItemModel model)
            throws SQLException {
        ItemDictionary items = model.items();
        try (Copy copy = new Copy(connection, COPY_NEIGHBORS)) {
            for (int item = 0; item < items.size(); item++) {
                for (int at = model.start(item); at < model.start(item + 1); at++) {
                    copy.text(version)
                            .tab()
                            .escaped(items.id(item))
                            .tab()
                            .text(at - model.start(item) + 1)
                            .tab()
                            .escaped(items.id(model.neighbor(at)))
                            .tab()
                            .text(model.score(at))
                            .endRow();
                }
            }
            copy.finish();
        }
    }

    PopularityModel popularity(long version) {
        List<String> items = new ArrayList<>();
        FloatArrayList scores = new FloatArrayList();
        jdbc.query(
                POPULARITY,
                row -> {
                    items.add(row.getString(1));
                    scores.add(row.getFloat(2));
                },
                version);
        return new PopularityModel(items, scores.toFloatArray());
    }

    /**
     * @param items every item of the model; all that have neighbors are popular with somebody
     */
    ItemItemModel neighbors(long version, String name, List<String> items) {
        ItemDictionary dictionary = new ItemDictionary(items);
        Neighborhood[] rows = new Neighborhood[items.size()];
        Arrays.fill(rows, Neighborhood.EMPTY);
        Collecting collecting = new Collecting(rows);
        jdbc.query(
                NEIGHBORS,
                row -> {
                    collecting.add(
                            dictionary.number(row.getString(1)),
                            dictionary.number(row.getString(2)),
                            row.getFloat(3));
                },
                version);
        collecting.endItem();
        return ItemItemModel.of(name, dictionary, Arrays.asList(rows));
    }

    /** Rows come ordered by item; one row of the matrix is collected at a time. */
    private static final class Collecting {

        private final Neighborhood[] rows;
        private final IntArrayList neighbors = new IntArrayList();
        private final FloatArrayList scores = new FloatArrayList();
        private int item = -1;

        Collecting(Neighborhood[] rows) {
            this.rows = rows;
        }

        void add(int next, int neighbor, float score) {
            if (next != item) {
                endItem();
                item = next;
            }
            neighbors.add(neighbor);
            scores.add(score);
        }

        void endItem() {
            if (item >= 0) {
                rows[item] = new Neighborhood(neighbors.toIntArray(), scores.toFloatArray());
            }
            neighbors.clear();
            scores.clear();
        }
    }

    /** PostgreSQL's text format of COPY. */
    private static final class Copy implements AutoCloseable {

        private final CopyIn copy;
        private final StringBuilder line = new StringBuilder(CHUNK + 1024);

        Copy(Connection connection, String sql) throws SQLException {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        }

        Copy text(long number) {
            line.append(number);
            return this;
        }

        Copy text(float number) {
            line.append(number);
            return this;
        }

        Copy tab() {
            line.append('\t');
            return this;
        }

        Copy escaped(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '\\' -> line.append("\\\\");
                    case '\t' -> line.append("\\t");
                    case '\n' -> line.append("\\n");
                    case '\r' -> line.append("\\r");
                    default -> line.append(c);
                }
            }
            return this;
        }

        void endRow() throws SQLException {
            line.append('\n');
            if (line.length() >= CHUNK) {
                flush();
            }
        }

        private void flush() throws SQLException {
            byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            line.setLength(0);
        }

        void finish() throws SQLException {
            flush();
            copy.endCopy();
        }

        @Override
        public void close() throws SQLException {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
