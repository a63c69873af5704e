package io.streamwheel.ingest.dialect;

import io.streamwheel.event.Dialect;
import io.streamwheel.ingest.problem.FieldError;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.Candidate;
import io.streamwheel.ingest.scan.EventFields;
import io.streamwheel.ingest.scan.EventFields.Text;
import io.streamwheel.ingest.scan.Layout;
import io.streamwheel.ingest.scan.RequestScanner;
import io.streamwheel.ingest.scan.Scan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in the JSON format, alone or in a batch; the binary mode is written into that
 * form before. Without its required attributes nothing is a CloudEvent, and the request is refused.
 *
 * @param layout {@link Layout#CLOUD_EVENT} or {@link Layout#CLOUD_EVENTS}
 */
public record CloudEventsDialect(RequestScanner scanner, Layout layout) implements RequestDialect {

    private static final Text[] REQUIRED = {Text.ID, Text.SOURCE, Text.TYPE, Text.SPEC_VERSION};
    private static final int ID_BYTES = 16;

    @Override
    public Dialect dialect() {
        return Dialect.CLOUD_EVENTS;
    }

    @Override
    public Scan scan(Body body) {
        Scan scan = scanner.scan(body, layout);
        List<FieldError> errors = new ArrayList<>();
        for (int index = 0; index < scan.entries().size(); index++) {
            if (scan.entries().get(index) instanceof Candidate.Event event) {
                check(event.fields(), layout.array() ? "/" + index : "", errors);
            }
        }
        if (!errors.isEmpty()) {
            throw new RefusedException(
                    Problem.INVALID_EVENT, "this is no CloudEvent of version 1.0", errors);
        }
        return scan;
    }

    /** An id is one within its source; both together are one within the site. */
    @Override
    public @Nullable String eventId(EventFields event) {
        String told = event.text(Text.SOURCE) + '\n' + event.text(Text.ID);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(told.getBytes(StandardCharsets.UTF_8));
            return "ce-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void check(EventFields event, String at, List<FieldError> errors) {
        for (Text attribute : REQUIRED) {
            if (event.text(attribute) == null) {
                errors.add(
                        new FieldError(
                                at + attribute.pointer(), attribute.field() + " is required"));
            }
        }
        String version = event.text(Text.SPEC_VERSION);
        if (version != null && !version.equals("1.0")) {
            errors.add(
                    new FieldError(
                            at + Text.SPEC_VERSION.pointer(), "specversion must be \"1.0\""));
        }
    }
}
