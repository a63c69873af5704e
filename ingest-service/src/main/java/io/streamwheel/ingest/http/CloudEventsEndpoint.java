package io.streamwheel.ingest.http;

import io.streamwheel.ingest.collect.CollectRequest.BodySource;
import io.streamwheel.ingest.dialect.CloudEventsDialect;
import io.streamwheel.ingest.scan.Layout;
import io.streamwheel.ingest.scan.RequestScanner;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** CloudEvents over HTTP (HTTP protocol binding 1.0.2): binary, structured and batched mode. */
@RestController
final class CloudEventsEndpoint {

    private final Intake intake;
    private final RequestScanner scanner;

    CloudEventsEndpoint(Intake intake, RequestScanner scanner) {
        this.intake = intake;
        this.scanner = scanner;
    }

    @PostMapping({"/v1/cloudevents", "/v1/cloudevents/"})
    void collect(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = request.getContentType();
        String mode = type == null ? "" : type.toLowerCase(Locale.ROOT);
        boolean batched = mode.startsWith("application/cloudevents-batch");
        boolean binary = !batched && !mode.startsWith("application/cloudevents");
        intake.take(
                request,
                response,
                () ->
                        new CloudEventsDialect(
                                scanner, batched ? Layout.CLOUD_EVENTS : Layout.CLOUD_EVENT),
                body -> binary ? structured(request, body) : body,
                Answers::success);
    }

    private BodySource structured(HttpServletRequest request, BodySource data) {
        return () -> CloudEventDocument.of(request, data.read(), scanner);
    }
}
