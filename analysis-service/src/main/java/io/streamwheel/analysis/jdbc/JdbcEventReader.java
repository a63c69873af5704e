package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.deduplication.EventIdentity;
import io.streamwheel.analysis.deduplication.Receipt;
import io.streamwheel.analysis.deduplication.Receipts;
import io.streamwheel.analysis.live.LiveEvent;
import io.streamwheel.analysis.live.LiveFilter;
import io.streamwheel.analysis.live.StoredEvent;
import io.streamwheel.analysis.live.StoredEvents;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.Interaction;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads single events of tables {@code event} and {@code interaction}, by their keys. */
final class JdbcEventReader implements StoredEvents {

    // As JdbcVisitorReader: the end of the primary key, bounded before the site is looked at. A
    // visitor is found beyond it too, by event_visitor_idx, among all events of that visitor.
    private static final String NEWEST =
            """
            WITH newest AS MATERIALIZED (
                (SELECT event_key, site_id, event_id, type, visitor, known, anonymous_id, received_at, stored_at
                 FROM event ORDER BY event_key DESC LIMIT 5000)
                UNION
                (SELECT event_key, site_id, event_id, type, visitor, known, anonymous_id, received_at, stored_at
                 FROM event WHERE site_id = :site AND visitor = :visitor AND known
                 ORDER BY occurred_at DESC LIMIT 500)
                UNION
                (SELECT event_key, site_id, event_id, type, visitor, known, anonymous_id, received_at, stored_at
                 FROM event WHERE site_id = :site AND visitor = :visitor AND NOT known
                 ORDER BY occurred_at DESC LIMIT 500)
            ), wanted AS MATERIALIZED (
                SELECT * FROM newest n
                WHERE site_id = :site
                  AND (:type = '' OR type = :type)
                  AND (:visitor = '' OR visitor = :visitor OR anonymous_id = :visitor)
                  AND (:item = '' OR EXISTS (
                      SELECT FROM interaction_by_key i
                      WHERE i.site_id = :site AND i.event_key = n.event_key AND i.item_id = :item))
                ORDER BY stored_at DESC, event_key DESC LIMIT :limit
            )
            SELECT *, ARRAY(SELECT item_id FROM interaction_by_key i
                            WHERE i.site_id = :site AND i.event_key = w.event_key ORDER BY position) AS items
            FROM wanted w ORDER BY stored_at, event_key
            """;

    private static final String FIND =
            """
            SELECT e.*, COALESCE(e.payload, p.payloads[e.payload_position]) AS client_bytes
            FROM event e LEFT JOIN event_payload p USING (payload_id)
            WHERE e.event_key = :key AND e.site_id = :site
            """;

    private static final String INTERACTIONS =
            """
            SELECT position, type, item_id, value FROM interaction_by_key
            WHERE site_id = :site AND event_key = :key ORDER BY position
            """;

    /** Of a key: what is above them is the time, see {@link EventIdentity#keyAt}. */
    private static final int BITS_BELOW_TIME = 16;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    JdbcEventReader(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
    }

    @Override
    public List<LiveEvent> newest(SiteId site, LiveFilter filter, int limit) {
        return client.sql(NEWEST)
                .param("site", site.value())
                .param("type", filter.type())
                .param("visitor", filter.visitor())
                .param("item", filter.item())
                .param("limit", limit)
                .query((row, _) -> line(row))
                .list();
    }

    private static LiveEvent line(ResultSet row) throws SQLException {
        String anonymous = row.getString("anonymous_id");
        Array items = row.getArray("items");
        return LiveEvent.stored(
                row.getString("event_key"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("visitor"),
                row.getBoolean("known"),
                anonymous == null ? "" : anonymous,
                Arrays.asList((String[]) items.getArray()),
                instant(row, "received_at"),
                instant(row, "stored_at"));
    }

    @Override
    public Optional<StoredEvent> find(SiteId site, UUID key) {
        List<Interaction> interactions =
                client.sql(INTERACTIONS)
                        .param("site", site.value())
                        .param("key", key)
                        .query((row, _) ->
                                new Interaction(
                                        row.getInt("position"),
                                        row.getString("type"),
                                        row.getString("item_id"),
                                        row.getObject("value", Double.class)))
                        .list();
        return client.sql(FIND)
                .param("key", key)
                .param("site", site.value())
                .query((row, _) -> event(row, key, interactions))
                .optional();
    }

    private static StoredEvent event(ResultSet row, UUID key, List<Interaction> interactions)
            throws SQLException {
        return new StoredEvent(
                row.getString("event_id"),
                row.getString("type"),
                row.getString("visitor"),
                row.getBoolean("known"),
                row.getString("anonymous_id"),
                row.getString("session_id"),
                row.getString("target_user_id"),
                row.getString("recommendation_id"),
                Instant.ofEpochMilli(key.getMostSignificantBits() >>> BITS_BELOW_TIME),
                instant(row, "occurred_at"),
                instant(row, "received_at"),
                instant(row, "stored_at"),
                row.getString("client_bytes"),
                interactions);
    }

    @Override
    public Optional<StoredEvent> find(SiteId site, String eventId) {
        EventIdentity identity = EventIdentity.of(site, eventId);
        ConnectionCallback<Optional<Receipt>> look =
                connection -> Receipts.find(connection, identity);
        Optional<Receipt> receipt = jdbc.execute(look);
        return receipt == null
                ? Optional.empty()
                : receipt.map(Receipt::eventKey).flatMap(key -> find(site, key));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
