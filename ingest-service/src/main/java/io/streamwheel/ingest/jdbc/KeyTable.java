package io.streamwheel.ingest.jdbc;

import io.streamwheel.ingest.key.ApiKey;
import io.streamwheel.ingest.key.KeyHash;
import io.streamwheel.ingest.key.KeyRing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads tables {@code api_key} and {@code site}, which belong to analysis. */
final class KeyTable {

    private static final String ALL =
            """
            SELECT k.key_hash, k.kind, k.revoked_at IS NOT NULL AS revoked, s.name AS site
            FROM api_key k JOIN site s USING (site_id)
            """;

    private final JdbcClient jdbc;

    KeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every key there is: there are few, and the door must not ask for each request. */
    KeyRing read() {
        Map<KeyHash, ApiKey> keys = new HashMap<>();
        RowCallbackHandler note =
                row -> keys.put(KeyHash.ofBytes(row.getBytes("key_hash")), key(row));
        jdbc.sql(ALL).query(note);
        return new KeyRing(keys);
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("site"),
                row.getString("kind").equals("write") ? ApiKey.Kind.WRITE : ApiKey.Kind.SERVER,
                row.getBoolean("revoked"));
    }
}
