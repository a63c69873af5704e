package io.streamwheel.ingest.http;

import io.streamwheel.event.Payload;
import io.streamwheel.ingest.dialect.SnowplowDialect;
import io.streamwheel.ingest.scan.Layout;
import io.streamwheel.ingest.scan.RequestScanner;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** What Snowplow's trackers send: a batch by POST, one event in the query by GET. */
@RestController
final class SnowplowEndpoint {

    private static final String PAYLOAD = "/com.snowplowanalytics.snowplow/tp2";

    private final Intake intake;
    private final RequestScanner scanner;

    SnowplowEndpoint(Intake intake, RequestScanner scanner) {
        this.intake = intake;
        this.scanner = scanner;
    }

    @PostMapping({PAYLOAD, PAYLOAD + "/"})
    void payload(HttpServletRequest request, HttpServletResponse response) throws IOException {
        intake.take(
                request,
                response,
                new SnowplowDialect(scanner, Layout.SNOWPLOW_PAYLOAD, shared(request)),
                Answers::success);
    }

    @GetMapping({"/i", "/i/"})
    void event(HttpServletRequest request, HttpServletResponse response) throws IOException {
        intake.take(
                request,
                response,
                () -> new SnowplowDialect(scanner, Layout.SNOWPLOW_EVENT, shared(request)),
                body -> () -> QueryDocument.flat(request.getQueryString()),
                Answers::pixel);
    }

    /** Whoever asks for the head only, such as a checker of links, has seen nothing. */
    @RequestMapping(
            path = {"/i", "/i/"},
            method = RequestMethod.HEAD)
    void head(HttpServletResponse response) throws IOException {
        Answers.pixel(response);
    }

    private static @Nullable Payload shared(HttpServletRequest request) {
        String userAgent = SegmentEndpoint.userAgent(request);
        return userAgent == null
                ? null
                : Payload.of(Answers.json(out -> out.writeStringProperty("ua", userAgent)));
    }
}
