package io.streamwheel.analysis;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own with the schema in it, for tests of what stands on the schema. */
public final class MigratedDatabase implements AutoCloseable {

    private final HikariDataSource pool;

    private MigratedDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    public static MigratedDatabase create() {
        TestDatabase database = Servers.newDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setUsername(database.username());
        config.setPassword(database.password());
        config.setMaximumPoolSize(6);
        HikariDataSource pool = new HikariDataSource(config);
        Flyway.configure().dataSource(pool).load().migrate();
        return new MigratedDatabase(pool);
    }

    public DataSource dataSource() {
        return pool;
    }

    public SiteId newSite(String name) throws SQLException {
        return new SiteId(
                (int) number("INSERT INTO site (name) VALUES ('" + name + "') RETURNING site_id"));
    }

    /** The one number that a statement answers with; 0 for none. */
    public long number(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** The one text that a statement answers with. */
    public String text(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
