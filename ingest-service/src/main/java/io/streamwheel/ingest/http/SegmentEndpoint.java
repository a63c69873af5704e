package io.streamwheel.ingest.http;

import io.streamwheel.event.Rfc3339;
import io.streamwheel.ingest.dialect.RequestHeaders;
import io.streamwheel.ingest.dialect.SegmentDialect;
import io.streamwheel.ingest.scan.RequestScanner;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** What Segment's and RudderStack's SDKs send, with long paths and short ones. */
@RestController
final class SegmentEndpoint {

    private static final Map<String, String> SHORT =
            Map.of(
                    "t", "track",
                    "p", "page",
                    "s", "screen",
                    "i", "identify",
                    "g", "group",
                    "a", "alias");
    private static final String CALL =
            "/v1/{call:track|page|screen|identify|group|alias|t|p|s|i|g|a}";
    private static final String BATCH = "/v1/{batch:batch|b|import}";
    private static final String BEACON = "/beacon/v1/batch";
    private static final String PIXEL = "/pixel/v1/{call:track|page}";
    private static final int LONGEST_HEADER = 512;

    private final Intake intake;
    private final RequestScanner scanner;

    SegmentEndpoint(Intake intake, RequestScanner scanner) {
        this.intake = intake;
        this.scanner = scanner;
    }

    @PostMapping({CALL, CALL + "/"})
    void call(@PathVariable String call, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        intake.take(
                request,
                response,
                dialect(SHORT.getOrDefault(call, call), request),
                Answers::success);
    }

    @PostMapping({BATCH, BATCH + "/", BEACON, BEACON + "/"})
    void batch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        intake.take(request, response, dialect(null, request), Answers::success);
    }

    /** An image that a page or a mail loads; the event is its query. */
    @GetMapping({PIXEL, PIXEL + "/"})
    void pixel(@PathVariable String call, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        intake.take(
                request,
                response,
                () -> dialect(call, request),
                body -> () -> QueryDocument.nested(request.getQueryString()),
                Answers::pixel);
    }

    /** Whoever asks for the head only, such as a checker of links, has seen nothing. */
    @RequestMapping(
            path = {PIXEL, PIXEL + "/"},
            method = RequestMethod.HEAD)
    void pixelHead(HttpServletResponse response) throws IOException {
        Answers.pixel(response);
    }

    /** The SDK's own metrics: nobody's events, so nobody's key is needed. */
    @PostMapping({"/v1/m", "/v1/m/"})
    void metrics(HttpServletResponse response) throws IOException {
        Answers.success(response);
    }

    private SegmentDialect dialect(@Nullable String call, HttpServletRequest request) {
        return new SegmentDialect(
                scanner, call, headers(request), "1".equals(request.getHeader("X-Strict-Mode")));
    }

    private static RequestHeaders headers(HttpServletRequest request) {
        String sentAt = request.getHeader("SentAt");
        Instant time = sentAt == null ? null : Rfc3339.parse(sentAt);
        return new RequestHeaders(
                anonymousId(request.getHeader("AnonymousId")), time, userAgent(request));
    }

    /** RudderStack's page SDK sends it in base64; what cannot be read says nothing. */
    private static @Nullable String anonymousId(@Nullable String header) {
        if (header == null || header.isEmpty() || header.length() > LONGEST_HEADER) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Only a page's is the visitor's. */
    static @Nullable String userAgent(HttpServletRequest request) {
        String userAgent = request.getHeader("User-Agent");
        return userAgent == null
                        || request.getHeader("Origin") == null
                        || userAgent.length() > LONGEST_HEADER
                ? null
                : userAgent;
    }
}
