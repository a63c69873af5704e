package io.streamwheel.analysis.console.pipeline;

import io.streamwheel.analysis.pipeline.PipelineStatus;
import io.streamwheel.analysis.pipeline.Totals;
import io.streamwheel.event.Queues;
import java.time.Duration;
import java.util.Map;

/** A pipeline that is well, to be varied. */
final class Statuses {

    static final Map<String, Long> EMPTY =
            Map.of(Queues.COLLECTED, 0L, Queues.ENRICHED, 0L, Queues.FAILED, 0L);
    static final Map<String, Integer> TAKEN =
            Map.of(Queues.COLLECTED, 2, Queues.ENRICHED, 2, Queues.FAILED, 1);

    private Statuses() {}

    static PipelineStatus of(Map<String, Long> waiting, Totals totals, Duration lag) {
        return new PipelineStatus(waiting, Map.of(), Map.of(), TAKEN, totals, lag, true, true);
    }

    static PipelineStatus of(
            Map<String, Long> parked,
            Map<String, Duration> oldest,
            Map<String, Integer> consumers,
            boolean broker,
            boolean database) {
        return new PipelineStatus(
                EMPTY, parked, oldest, consumers, Totals.NONE, Duration.ZERO, broker, database);
    }
}
