package io.streamwheel.analysis.site;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code api_key}: the keys of all sites. */
final class ApiKeyRepository {

    private static final int PREFIX_LENGTH = 6;

    private static final String VALID =
            "SELECT key_hash, key_id, site_id, kind FROM api_key WHERE revoked_at IS NULL";

    private static final String KEYS =
            "SELECT key_id, site_id, kind, prefix, created_at, revoked_at FROM api_key WHERE ";

    private static final String OF_HASH = KEYS + "key_hash = ?";

    private static final String OF_ID = KEYS + "key_id = ? AND site_id = ?";

    private static final String VALID_OF_SITE = KEYS + "site_id = ? AND revoked_at IS NULL";

    private static final String NEWEST =
            KEYS
                    + """
                    site_id = ? ORDER BY revoked_at IS NOT NULL, key_id DESC LIMIT 200
                    """;

    private static final String ADD =
            """
            INSERT INTO api_key (site_id, key_hash, kind, prefix) VALUES (?, ?, ?, ?)
            ON CONFLICT (key_hash) DO NOTHING
            """;

    private static final String REVOKE =
            "UPDATE api_key SET revoked_at = now() WHERE key_id = ? AND revoked_at IS NULL";

    private static final String DELETE_REVOKED =
            "DELETE FROM api_key WHERE revoked_at < ? AND key_hash <> ALL (?::bytea[])";

    private final JdbcClient jdbc;

    ApiKeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose the valid keys are. */
    Map<KeyHash, KeyHolder> holders() {
        Map<KeyHash, KeyHolder> holders = new HashMap<>();
        RowCallbackHandler note =
                row -> holders.put(KeyHash.ofBytes(row.getBytes("key_hash")), holder(row));
        jdbc.sql(VALID).query(note);
        return holders;
    }

    Optional<ApiKey> find(KeyHash hash) {
        return jdbc.sql(OF_HASH).param(hash.toByteArray()).query(ApiKeyRepository::key).optional();
    }

    Optional<ApiKey> findByText(String key) {
        return find(KeyHash.ofKey(key));
    }

    Optional<KeyEntry> find(SiteId site, long id) {
        return jdbc.sql(OF_ID).params(id, site.value()).query(ApiKeyRepository::entry).optional();
    }

    /** The valid keys of a site, in any order. */
    List<KeyEntry> valid(SiteId site) {
        return jdbc.sql(VALID_OF_SITE).param(site.value()).query(ApiKeyRepository::entry).list();
    }

    /** The valid ones first, then the newest first, as many as a page may hold. */
    List<KeyEntry> newest(SiteId site) {
        return jdbc.sql(NEWEST).param(site.value()).query(ApiKeyRepository::entry).list();
    }

    /**
     * Adds a key unless it is there, whosoever it is.
     *
     * @param key at least as long as the part of it that is shown
     * @return whether it was added
     */
    boolean add(SiteId site, KeyKind kind, String key) {
        byte[] hash = KeyHash.ofKey(key).toByteArray();
        String prefix = key.substring(0, PREFIX_LENGTH);
        return jdbc.sql(ADD).params(site.value(), hash, kind.slug(), prefix).update() > 0;
    }

    /** Revokes a key from now on; one that is revoked stays as it is. */
    void revoke(long id) {
        jdbc.sql(REVOKE).param(id).update();
    }

    /**
     * Deletes what was revoked before that moment.
     *
     * @param except keys that stay
     * @return how many were deleted
     */
    int deleteRevokedBefore(Instant moment, Collection<KeyHash> except) {
        return jdbc.sql(DELETE_REVOKED)
                .param(moment.atOffset(ZoneOffset.UTC))
                .param(except.stream().map(KeyHash::toByteArray).toArray(byte[][]::new))
                .update();
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(new SiteId(row.getInt("site_id")), entry(row, number));
    }

    private static KeyEntry entry(ResultSet row, int number) throws SQLException {
        return new KeyEntry(
                row.getLong("key_id"),
                KeyKind.of(row.getString("kind")),
                row.getString("prefix"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("revoked_at", OffsetDateTime.class)));
    }

    private static KeyHolder holder(ResultSet row) throws SQLException {
        return new KeyHolder(
                row.getLong("key_id"),
                new SiteId(row.getInt("site_id")),
                KeyKind.of(row.getString("kind")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
