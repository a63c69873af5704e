package io.streamwheel.ingest.http;

import io.streamwheel.ingest.dialect.NativeDialect;
import io.streamwheel.ingest.scan.RequestScanner;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/events}: our own form. Requests come by the {@link ShortWay}. */
@RestController
final class EventsEndpoint {

    static final String PATH = "/v1/events";

    /** As some clients write it. */
    static final String PATH_OF_SOME = PATH + "/";

    private final Intake intake;
    private final RequestScanner scanner;

    EventsEndpoint(Intake intake, RequestScanner scanner) {
        this.intake = intake;
        this.scanner = scanner;
    }

    @PostMapping({PATH, PATH_OF_SOME})
    void collect(HttpServletRequest request, HttpServletResponse response) throws IOException {
        intake.take(
                request,
                response,
                () -> new NativeDialect(scanner, ContentHeaders.format(request.getContentType())),
                body -> body,
                Answers::verdict);
    }
}
