package io.streamwheel.analysis.pipeline;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.Queues;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the queues and the totals. Answers whatever is away: then with what was last seen. */
public final class PipelineMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineMonitor.class);
    private static final List<String> QUEUES =
            List.of(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED);
    private static final int PATIENCE_MILLIS = 3_000;

    private final DataSource database;
    private final Supplier<Map<String, Long>> depths;
    private final Function<String, Optional<Duration>> oldest;
    private final StoreLag lag;
    private final Map<String, Long> lastDepths = new ConcurrentHashMap<>();
    private final Map<SiteId, Totals> lastTotals = new ConcurrentHashMap<>();

    /**
     * @param depths asks the broker what waits, by queue; does not throw
     * @param oldest for how long the oldest message of a queue waits, as far as that is known here
     */
    public PipelineMonitor(
            DataSource database,
            Supplier<Map<String, Long>> depths,
            Function<String, Optional<Duration>> oldest,
            StoreLag lag) {
        this.database = database;
        this.depths = depths;
        this.oldest = oldest;
        this.lag = lag;
    }

    /** The pipeline as a site sees it: its own totals, and with them what is nobody's. */
    public PipelineStatus read(SiteId site) {
        lastDepths.putAll(depths.get());
        Map<String, Long> waiting = new LinkedHashMap<>();
        Map<String, Long> parked = new LinkedHashMap<>();
        Map<String, Duration> ages = new LinkedHashMap<>();
        for (String queue : QUEUES) {
            waiting.put(queue, lastDepths.getOrDefault(queue, 0L));
            parked.put(queue, lastDepths.getOrDefault(Queues.parked(queue), 0L));
            oldest.apply(queue).ifPresent(age -> ages.put(queue, age));
        }
        boolean atRest = waiting.values().stream().allMatch(messages -> messages == 0);
        return new PipelineStatus(
                waiting, parked, ages, totals(site), atRest ? Duration.ZERO : lag.last());
    }

    private Totals totals(SiteId site) {
        try (Connection connection = database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            Totals totals = PipelineTotals.read(connection, site);
            lastTotals.put(site, totals);
            return totals;
        } catch (SQLException e) {
            LOG.debug("the totals are the last ones known", e);
            return lastTotals.getOrDefault(site, Totals.NONE);
        }
    }
}
