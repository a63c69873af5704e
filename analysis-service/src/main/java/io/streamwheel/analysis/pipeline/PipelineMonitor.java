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
    private final QueueWatch queues;
    private final StoreLag lag;
    private final Map<String, Long> lastDepths = new ConcurrentHashMap<>();
    private final Map<SiteId, Totals> lastTotals = new ConcurrentHashMap<>();

    public PipelineMonitor(DataSource database, QueueWatch queues, StoreLag lag) {
        this.database = database;
        this.queues = queues;
        this.lag = lag;
    }

    /** The pipeline as a site sees it: its own totals, and with them what is nobody's. */
    public PipelineStatus read(SiteId site) {
        lastDepths.putAll(queues.depths());
        Map<String, Long> waiting = new LinkedHashMap<>();
        Map<String, Long> parked = new LinkedHashMap<>();
        Map<String, Duration> ages = new LinkedHashMap<>();
        for (String queue : QUEUES) {
            waiting.put(queue, lastDepths.getOrDefault(queue, 0L));
            parked.put(queue, lastDepths.getOrDefault(Queues.parked(queue), 0L));
            queues.oldest(queue).ifPresent(age -> ages.put(queue, age));
        }
        Optional<Totals> read = totals(site);
        boolean atRest = waiting.values().stream().allMatch(messages -> messages == 0);
        return new PipelineStatus(
                waiting,
                parked,
                ages,
                queues.consumers(),
                read.orElseGet(() -> lastTotals.getOrDefault(site, Totals.NONE)),
                atRest ? Duration.ZERO : lag.last(),
                queues.answered(),
                read.isPresent());
    }

    private Optional<Totals> totals(SiteId site) {
        try (Connection connection = database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            Totals totals = PipelineTotals.read(connection, site);
            lastTotals.put(site, totals);
            return Optional.of(totals);
        } catch (SQLException e) {
            LOG.debug("the totals are the last ones known", e);
            return Optional.empty();
        }
    }
}
