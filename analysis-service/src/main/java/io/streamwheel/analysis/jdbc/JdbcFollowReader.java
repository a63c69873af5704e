package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.cancellation.Interruption;
import io.streamwheel.analysis.people.FollowGraph;
import io.streamwheel.analysis.people.FollowReader;
import io.streamwheel.analysis.people.Stances;
import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads table {@code follow}: a site's rows by a cursor, a person's rows by the primary key. */
final class JdbcFollowReader implements FollowReader {

    private static final int FETCH = 10_000;

    private static final String GRAPH =
            """
            SELECT coalesce(d.user_id, f.visitor), f.target_user_id, f.following,
                   (extract(epoch FROM f.followed_at) * 1000)::bigint
            FROM follow f
            LEFT JOIN identity d ON NOT f.known AND d.site_id = f.site_id AND d.anonymous_id = f.visitor
            WHERE f.site_id = ? AND f.followed_at IS NOT NULL AND (f.known OR d.user_id IS NOT NULL)
            """;

    private static final String STANCES =
            PersonSql.PERSON
                    + """
                    SELECT p.visitor, f.target_user_id, f.following, f.followed_at, f.dismissed_at
                    FROM person p
                    LEFT JOIN LATERAL (
                        SELECT target_user_id, following, followed_at, dismissed_at FROM follow
                        WHERE site_id = :site AND visitor = p.visitor AND known = p.known
                        ORDER BY stored_at DESC LIMIT :limit
                    ) f ON true
                    ORDER BY f.followed_at DESC NULLS LAST, f.following
                    """;

    // For each site one step to its newest row, instead of a look at all rows.
    private static final String CHANGES =
            """
            SELECT s.site_id, f.stored_at FROM site s
            CROSS JOIN LATERAL (
                SELECT stored_at FROM follow WHERE site_id = s.site_id ORDER BY stored_at DESC LIMIT 1
            ) f
            """;

    private final JdbcClient client;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;

    JdbcFollowReader(
            JdbcClient client, DataSource source, PlatformTransactionManager transactions) {
        this.client = client;
        jdbc = new JdbcTemplate(source);
        jdbc.setFetchSize(FETCH);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public FollowGraph graph(SiteId site) {
        FollowGraph.Collector collector = new FollowGraph.Collector();
        return Objects.requireNonNull(
                reading.execute(transaction -> {
                    jdbc.execute(JdbcTrainingReader.UNHURRIED);
                    OffsetDateTime now =
                            jdbc.queryForObject("SELECT clock_timestamp()", OffsetDateTime.class);
                    jdbc.query(
                            GRAPH,
                            row -> {
                                Interruption.check();
                                collector.add(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getBoolean(3),
                                        row.getLong(4));
                            },
                            site.value());
                    return collector.collect(Objects.requireNonNull(now).toInstant());
                }));
    }

    @Override
    public Stances stances(SiteId site, String id, int limit) {
        Stances.Collector collector = new Stances.Collector();
        client.sql(STANCES)
                .param("site", site.value())
                .param("id", id)
                .param("limit", limit)
                .query(row -> {
                    collector.id(row.getString(1));
                    String other = row.getString(2);
                    if (other != null && row.getObject(4) != null) {
                        collector.stands(other, row.getBoolean(3));
                    }
                    if (other != null && row.getObject(5) != null) {
                        collector.dismisses(other);
                    }
                });
        return collector.collect();
    }

    @Override
    public Map<SiteId, Instant> changes() {
        Map<SiteId, Instant> changes = new HashMap<>();
        client.sql(CHANGES)
                .query(row -> {
                    changes.put(
                            new SiteId(row.getInt(1)),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                });
        return changes;
    }
}
