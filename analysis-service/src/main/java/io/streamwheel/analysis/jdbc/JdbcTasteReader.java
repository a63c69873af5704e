package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.cancellation.Interruption;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.people.TasteIndex;
import io.streamwheel.analysis.people.TasteReader;
import io.streamwheel.analysis.site.SiteId;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the newest interactions of a site's users, by their keys, which begin with the time. */
final class JdbcTasteReader implements TasteReader {

    private static final int FETCH = 10_000;

    private static final String SQL =
            """
            SELECT coalesce(d.user_id, i.visitor), i.item_id, i.type, i.value
            FROM (
                SELECT visitor, known, item_id, type, value FROM interaction
                WHERE site_id = ? AND type = ANY (?) ORDER BY event_key DESC LIMIT ?
            ) i
            LEFT JOIN identity d ON NOT i.known AND d.site_id = ? AND d.anonymous_id = i.visitor
            WHERE i.known OR d.user_id IS NOT NULL
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;
    private final TypeWeights weights;
    private final float maxPairWeight;
    private final int limit;

    /**
     * @param limit the most interactions, at some 40 bytes of memory each
     */
    JdbcTasteReader(
            DataSource source,
            PlatformTransactionManager transactions,
            TypeWeights weights,
            float maxPairWeight,
            int limit) {
        jdbc = new JdbcTemplate(source);
        jdbc.setFetchSize(FETCH);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.weights = weights;
        this.maxPairWeight = maxPairWeight;
        this.limit = limit;
    }

    @Override
    public TasteIndex read(SiteId site) {
        TasteIndex.Collector collector = new TasteIndex.Collector(maxPairWeight);
        String[] types =
                weights.weighty().stream()
                        .filter(type -> !TypeWeights.forbids(type))
                        .toArray(String[]::new);
        return Objects.requireNonNull(
                reading.execute(transaction -> {
                    jdbc.execute(JdbcTrainingReader.UNHURRIED);
                    jdbc.query(
                            SQL,
                            row -> {
                                Interruption.check();
                                double value = row.getDouble(4);
                                collector.add(
                                        row.getString(1),
                                        row.getString(2),
                                        weights.of(row.getString(3), row.wasNull() ? null : value));
                            },
                            site.value(),
                            types,
                            limit,
                            site.value());
                    return collector.collect();
                }));
    }
}
