package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.cancellation.Interruption;
import io.streamwheel.analysis.history.DeedKind;
import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.model.TrainingReader;
import io.streamwheel.analysis.site.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Streams a site's interactions by a cursor of the server, so that only numbers are kept. */
final class JdbcTrainingReader implements TrainingReader {

    private static final int FETCH = 10_000;
    private static final String SQL =
            """
            SELECT coalesce(d.user_id, i.visitor), i.known OR d.user_id IS NOT NULL, i.item_id, i.type, i.value,
                   (extract(epoch FROM i.occurred_at) * 1000)::bigint
            FROM interaction i
            LEFT JOIN identity d ON NOT i.known AND d.site_id = i.site_id AND d.anonymous_id = i.visitor
            WHERE i.site_id = ? AND i.type = ANY (?)
            """;

    /** Requests may not hold a connection for long; a build may. */
    static final String UNHURRIED = "SET LOCAL statement_timeout = 0";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;
    private final TypeWeights weights;
    private final float maxPairWeight;

    JdbcTrainingReader(
            DataSource source,
            PlatformTransactionManager transactions,
            TypeWeights weights,
            float maxPairWeight) {
        jdbc = new JdbcTemplate(source);
        jdbc.setFetchSize(FETCH);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.weights = weights;
        this.maxPairWeight = maxPairWeight;
    }

    @Override
    public TrainingData read(SiteId site) {
        TrainingData.Collector collector = new TrainingData.Collector(maxPairWeight);
        String[] types = weights.weighty().toArray(String[]::new);
        reading.executeWithoutResult(transaction -> {
            jdbc.execute(UNHURRIED);
            jdbc.query(
                    SQL,
                    row -> {
                        take(row, collector);
                    },
                    site.value(),
                    types);
        });
        return collector.collect();
    }

    private void take(ResultSet row, TrainingData.Collector collector) throws SQLException {
        Interruption.check();
        String visitor = (row.getBoolean(2) ? "u" : "a") + row.getString(1);
        String item = row.getString(3);
        String type = row.getString(4);
        double value = row.getDouble(5);
        if (TypeWeights.forbids(type)) {
            collector.forbid(visitor, item);
        } else {
            float weight = weights.of(type, row.wasNull() ? null : value);
            collector.add(visitor, item, DeedKind.of(type), weight, row.getLong(6));
        }
    }
}
