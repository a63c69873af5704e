package io.streamwheel.ingest.http;

import io.streamwheel.ingest.collect.CollectRequest;
import io.streamwheel.ingest.collect.CollectRequest.BodySource;
import io.streamwheel.ingest.collect.CollectorMetrics;
import io.streamwheel.ingest.collect.EventCollector;
import io.streamwheel.ingest.collect.Verdict;
import io.streamwheel.ingest.dialect.RequestDialect;
import io.streamwheel.ingest.key.Gatekeeper;
import io.streamwheel.ingest.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request of any dialect to the collector, and what the collector says to the client. Works
 * on the raw streams: what a client calls its body is not always what it is, and a framework that
 * believes it would have read it before us.
 */
final class Intake {

    private final EventCollector collector;
    private final BodyLimits limits;
    private final BodyMemory memory;
    private final CollectorMetrics metrics;
    private final Clock clock;

    Intake(
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

    /** Writes the answer when all acceptable events are safe. */
    interface Success {
        void answer(HttpServletResponse response, Verdict verdict) throws IOException;
    }

    /** How the body of a request becomes the document that the dialect reads. */
    interface Document extends Function<BodySource, BodySource> {}

    /** The body is the document. */
    void take(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestDialect dialect,
            Success success)
            throws IOException {
        take(request, response, () -> dialect, body -> body, success);
    }

    /**
     * @param dialect asked first; may refuse the request
     */
    void take(
            HttpServletRequest request,
            HttpServletResponse response,
            DialectChoice dialect,
            Document document,
            Success success)
            throws IOException {
        try {
            RequestDialect chosen = dialect.choose();
            try (IncomingBody body = body(request)) {
                Verdict verdict =
                        collector.collect(
                                new CollectRequest(key(request), chosen, document.apply(body)));
                success.answer(response, verdict);
            }
        } catch (RefusedException e) {
            metrics.refused(e.problem());
            Answers.refusal(response, e);
        }
    }

    /** Tells by the head of a request in which dialect it is. */
    @FunctionalInterface
    interface DialectChoice {
        RequestDialect choose();
    }

    /** The write key in the head of a request, whose headers may come twice. */
    static @Nullable String key(HttpServletRequest request) {
        @Nullable String key = PresentedKey.in(null, null, request.getQueryString());
        for (String authorization : Collections.list(request.getHeaders("Authorization"))) {
            key = Gatekeeper.same(key, PresentedKey.in(authorization, null, null));
        }
        for (String xWriteKey : Collections.list(request.getHeaders("X-Write-Key"))) {
            key = Gatekeeper.same(key, PresentedKey.in(null, xWriteKey, null));
        }
        return key;
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
