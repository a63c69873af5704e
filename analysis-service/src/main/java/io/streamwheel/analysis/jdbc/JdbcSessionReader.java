package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.cancellation.Interruption;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.session.SessionCollector;
import io.streamwheel.analysis.session.SessionReader;
import io.streamwheel.analysis.session.SessionSettings;
import io.streamwheel.analysis.session.Sessions;
import io.streamwheel.analysis.site.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Streams a site's newest clicks by {@code interaction_newest_idx} and a cursor of the server. A
 * click is an interaction whose type weighs more than nothing.
 */
final class JdbcSessionReader implements SessionReader {

    private static final int FETCH = 10_000;

    static final String CLICKS =
            """
            SELECT coalesce(d.user_id, i.visitor), i.known OR d.user_id IS NOT NULL, e.session_id, i.item_id,
                   (extract(epoch FROM i.occurred_at) * 1000)::bigint, i.event_key, i.position
            FROM (SELECT * FROM interaction
                  WHERE site_id = ? AND type <> 'impression' AND type = ANY (?)
                  ORDER BY event_key DESC LIMIT ?) i
            JOIN event e USING (event_key)
            LEFT JOIN identity d ON NOT i.known AND d.site_id = i.site_id AND d.anonymous_id = i.visitor
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;
    private final String[] types;
    private final SessionSettings settings;

    JdbcSessionReader(
            DataSource source,
            PlatformTransactionManager transactions,
            TypeWeights weights,
            SessionSettings settings) {
        jdbc = new JdbcTemplate(source);
        jdbc.setFetchSize(FETCH);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        types =
                weights.weighty().stream()
                        .filter(type -> weights.of(type, null) > 0)
                        .toArray(String[]::new);
        this.settings = settings;
    }

    @Override
    public Map<SiteId, Long> storedEvents() {
        return new JdbcStoredEvents(jdbc).get();
    }

    @Override
    public Sessions read(SiteId site) {
        SessionCollector collector = new SessionCollector(settings);
        reading.executeWithoutResult(transaction ->
                jdbc.query(
                        CLICKS,
                        row -> {
                            take(row, collector);
                        },
                        site.value(),
                        types,
                        settings.maxClicks()));
        return collector.collect();
    }

    private static void take(ResultSet row, SessionCollector collector) throws SQLException {
        Interruption.check();
        collector.add(
                (row.getBoolean(2) ? "u" : "a") + row.getString(1),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getObject(6, UUID.class).getLeastSignificantBits(),
                row.getShort(7));
    }
}
