package io.streamwheel.analysis.http;

import io.streamwheel.analysis.pipeline.PipelineMonitor;
import io.streamwheel.analysis.pipeline.PipelineStatus;
import io.streamwheel.analysis.pipeline.Totals;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/pipeline}: what waits, what was done, how far behind. */
@RestController
final class PipelineHandler {

    /**
     * @param messages that wait
     * @param parked that wait beside it for a newer program; at rest they may be there
     * @param oldestSeconds since the oldest one that is not acknowledged was published; null where
     *     that is not known
     */
    record Queue(long messages, long parked, @Nullable Double oldestSeconds) {}

    record Answer(Map<String, Queue> queues, Totals totals, double lagSeconds) {}

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final PipelineMonitor monitor;

    PipelineHandler(PipelineMonitor monitor) {
        this.monitor = monitor;
    }

    @GetMapping("/v1/pipeline")
    Answer pipeline(SiteId site) {
        PipelineStatus status = monitor.read(site);
        Map<String, Queue> queues = new LinkedHashMap<>();
        status.waiting()
                .forEach((queue, messages) ->
                        queues.put(
                                queue,
                                new Queue(
                                        messages,
                                        status.parked().getOrDefault(queue, 0L),
                                        seconds(status.oldest().get(queue)))));
        return new Answer(queues, status.totals(), status.lag().toMillis() / MILLIS_PER_SECOND);
    }

    private static @Nullable Double seconds(@Nullable Duration age) {
        return age == null ? null : age.toMillis() / MILLIS_PER_SECOND;
    }
}
