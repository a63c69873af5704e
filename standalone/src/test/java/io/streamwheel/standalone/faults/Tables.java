package io.streamwheel.standalone.faults;

import io.streamwheel.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A look into the product's database, past every proxy. */
final class Tables {

    @FunctionalInterface
    interface Server {
        TestDatabase find() throws IOException;
    }

    private final Server server;

    Tables(Server server) {
        this.server = server;
    }

    /** The embedded database of a product, whose port is another after each start. */
    static Tables embeddedIn(Product product) {
        Path database = product.data().resolve("database");
        return new Tables(() -> {
            List<String> lines =
                    Files.readAllLines(database.resolve("cluster").resolve("postmaster.pid"));
            return new TestDatabase(
                    "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/streamwheel",
                    "postgres",
                    Files.readString(database.resolve("password")).strip());
        });
    }

    Connection connect() throws Exception {
        TestDatabase database = server.find();
        return DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
    }

    /** How many rows each event id has in a table. */
    Map<String, Integer> rowsById(String table) throws Exception {
        Map<String, Integer> rows = new HashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT event_id, count(*) FROM " + table + " GROUP BY event_id")) {
            while (found.next()) {
                rows.put(String.valueOf(found.getString(1)), found.getInt(2));
            }
        }
        return rows;
    }

    /** By fate: {@code stored}, {@code duplicate}, {@code filtered}, {@code failed}. */
    Map<String, Long> totals() throws Exception {
        Map<String, Long> totals = new HashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT fate, sum(total) FROM pipeline_total GROUP BY fate")) {
            while (found.next()) {
                totals.put(found.getString(1), found.getLong(2));
            }
        }
        return totals;
    }

    long number(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            if (!found.next()) {
                throw new SQLException("no row: " + sql);
            }
            return found.getLong(1);
        }
    }

    void execute(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
