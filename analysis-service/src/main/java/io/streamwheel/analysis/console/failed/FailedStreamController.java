package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.console.Asked;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.LiveStreams;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.failed.ReplayJobs;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells the pages of this screen which of their parts are no longer what they were. */
@Controller
final class FailedStreamController {

    private static final Logger LOG = LoggerFactory.getLogger(FailedStreamController.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Numbers that run under somebody's pointer are no help: these come every so many looks. */
    private static final int LOOKS_OF_GROUPS = 4;

    private final FailedEvents failedEvents;
    private final ReplayJobs jobs;
    private final PipelineMonitor pipeline;
    private final LiveStreams streams;

    FailedStreamController(
            FailedEvents failedEvents,
            ReplayJobs jobs,
            PipelineMonitor pipeline,
            LiveStreams streams) {
        this.failedEvents = failedEvents;
        this.jobs = jobs;
        this.pipeline = pipeline;
        this.streams = streams;
    }

    /**
     * Sends the names of {@link Seen}; all of them when the database is back.
     *
     * @param id of the failed event that the page is about; empty where it is about many
     */
    @GetMapping("/console/failed/stream")
    SseEmitter stream(ConsoleSite site, @RequestParam(defaultValue = "") String id) {
        long event = Asked.number(id);
        return streams.open(reader -> {
            @Nullable Seen last = look(site, event, null);
            for (int round = 1; ; round++) {
                Thread.sleep(BETWEEN_LOOKS);
                @Nullable Seen now = look(site, event, round % LOOKS_OF_GROUPS == 0 ? null : last);
                if (now != null) {
                    for (String part : now.since(last)) {
                        reader.send(SseEmitter.event().name(part).data(""));
                    }
                }
                reader.send(SseEmitter.event().comment(""));
                last = now;
            }
        });
    }

    /**
     * @param last whose time of the last change is good enough; null when none is
     * @return null while the database is away
     */
    private @Nullable Seen look(ConsoleSite site, long event, @Nullable Seen last) {
        try {
            Optional<Instant> changed = last == null ? failedEvents.lastChange() : last.changed();
            return new Seen(
                    changed,
                    event == 0 ? Optional.empty() : failedEvents.lastChange(site.id(), event),
                    jobs.newest(site.id(), FailedReplaysController.NEWEST),
                    pipeline.read(site.id()).brokerAnswers());
        } catch (SQLException | RuntimeException away) {
            LOG.debug("a stream had no database", away);
            return null;
        }
    }
}
