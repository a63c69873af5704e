package io.streamwheel.benchmarks.door;

import io.streamwheel.benchmarks.stack.PrivateDatabase;
import java.sql.SQLException;

/** The tables that the door reads, and one write key in them. */
final class Keys {

    static final String WRITE_KEY = "wk_benchmark";

    private static final String TABLES =
            """
            CREATE TABLE site (
                site_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name text NOT NULL UNIQUE);
            CREATE TABLE api_key (
                site_id integer NOT NULL REFERENCES site,
                key_hash bytea NOT NULL UNIQUE,
                kind text NOT NULL,
                revoked_at timestamptz);
            INSERT INTO site (name) VALUES ('shop');
            INSERT INTO api_key (site_id, key_hash, kind) SELECT site_id, sha256('%s'), 'write' FROM site;
            """
                    .formatted(WRITE_KEY);

    private Keys() {}

    /** Makes them. */
    static void in(PrivateDatabase database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(TABLES);
        }
    }
}
