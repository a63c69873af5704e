package io.streamwheel.ingest.http;

import io.streamwheel.ingest.collect.CollectRequest;
import io.streamwheel.ingest.collect.CollectorMetrics;
import io.streamwheel.ingest.collect.EventCollector;
import io.streamwheel.ingest.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/events}. Works on the raw streams: what a client calls its body is not always
 * what it is, and a framework that believes it would have read it before us.
 */
@RestController
final class EventsEndpoint {

    private final EventCollector collector;
    private final BodyLimits limits;
    private final BodyMemory memory;
    private final CollectorMetrics metrics;
    private final Clock clock;

    EventsEndpoint(
            EventCollector collector,
            BodyLimits limits,
            BodyMemory memory,
            CollectorMetrics metrics,
            Clock clock) {
        this.collector = collector;
        this.limits = limits;
        this.memory = memory;
        this.metrics = metrics;
        this.clock = clock;
    }

    @PostMapping({"/v1/events", "/v1/events/"})
    void collect(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (IncomingBody body = body(request)) {
            Answers.verdict(response, collector.collect(collectRequest(request, body)));
        } catch (RefusedException e) {
            metrics.refused(e.problem());
            Answers.refusal(response, e);
        }
    }

    private static CollectRequest collectRequest(HttpServletRequest request, IncomingBody body) {
        return new CollectRequest(
                PresentedKey.in(
                        request.getHeader("Authorization"),
                        request.getHeader("X-Write-Key"),
                        request.getQueryString()),
                ContentHeaders.format(request.getContentType()),
                body);
    }

    private IncomingBody body(HttpServletRequest request) throws IOException {
        return new IncomingBody(
                new WireStream(request.getInputStream(), limits, clock),
                ContentHeaders.isGzip(Collections.list(request.getHeaders("Content-Encoding"))),
                request.getContentLengthLong(),
                limits,
                memory);
    }
}
