package io.streamwheel.ingest.dialect;

import io.streamwheel.event.Dialect;
import io.streamwheel.event.Payload;
import io.streamwheel.ingest.problem.FieldError;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.rule.SegmentRules;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.Candidate;
import io.streamwheel.ingest.scan.Layout;
import io.streamwheel.ingest.scan.RequestScanner;
import io.streamwheel.ingest.scan.Scan;
import io.streamwheel.ingest.scan.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Segment's tracking API, which RudderStack speaks too: a call per request, or a batch. A bad event
 * in a readable request is taken, as the SDKs expect, and becomes a failed event; in strict mode it
 * refuses the request.
 *
 * @param call the call that the path names; {@code null} for a batch
 * @param headers what the request's head says of its events
 */
public record SegmentDialect(
        RequestScanner scanner, @Nullable String call, RequestHeaders headers, boolean strict)
        implements RequestDialect {

    @Override
    public Dialect dialect() {
        return Dialect.SEGMENT;
    }

    @Override
    public Scan scan(Body body) {
        Scan scan = scanner.scan(body, call == null ? Layout.SEGMENT_BATCH : Layout.SEGMENT_CALL);
        if (strict) {
            refuseIfOneIsBad(scan);
        }
        return scan.sentAt() == null ? scan.sentAt(headers.sentAt()) : scan;
    }

    @Override
    public @Nullable Payload shared(Scan scan) {
        return SharedDocument.of(call, headers, scan.shared());
    }

    private void refuseIfOneIsBad(Scan scan) {
        List<FieldError> errors = new ArrayList<>();
        for (int index = 0; index < scan.entries().size(); index++) {
            if (scan.entries().get(index) instanceof Candidate.Event event) {
                Violation violation =
                        SegmentRules.check(event.fields(), call, headers.anonymousId() != null);
                if (violation != null) {
                    String at = call == null ? "/batch/" + index : "";
                    errors.add(new FieldError(at + violation.pointer(), violation.detail()));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new RefusedException(
                    Problem.INVALID_EVENT, "strict mode: a bad event refuses the request", errors);
        }
    }
}
