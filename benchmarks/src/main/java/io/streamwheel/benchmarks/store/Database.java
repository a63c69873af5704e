package io.streamwheel.benchmarks.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.streamwheel.benchmarks.stack.PrivateDatabase;
import io.streamwheel.benchmarks.stack.Scratch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** A database with the product's tables, which its own migrations made, and one site. */
final class Database implements AutoCloseable {

    /** Asks for the number of the site. */
    static final String SITE = "SELECT site_id FROM site WHERE name = 'shop'";

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Makes the tables; in a server of its own unless the settings name one. */
    static Database open(Settings settings, Scratch scratch) throws IOException {
        HikariConfig config = new HikariConfig();
        if (settings.url().isEmpty()) {
            PrivateDatabase server = PrivateDatabase.start(scratch);
            config.setJdbcUrl(server.url());
            config.setUsername(server.user());
            config.setPassword(server.password());
        } else {
            config.setJdbcUrl(settings.url());
            config.setUsername(settings.user());
            config.setPassword(settings.password());
        }
        config.setMaximumPoolSize(settings.writers() + 1);
        config.setConnectionInitSql("SET timezone = 'UTC'");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure().dataSource(pool).load().migrate();
            Database database = new Database(pool);
            database.execute("INSERT INTO site (name) VALUES ('shop') ON CONFLICT DO NOTHING");
            return database;
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw new IllegalStateException("no tables could be made", e);
        }
    }

    HikariDataSource pool() {
        return pool;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
