package io.streamwheel.ingest.dialect;

import io.streamwheel.event.Dialect;
import io.streamwheel.ingest.rule.EventRules;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.BodyFormat;
import io.streamwheel.ingest.scan.EventFields;
import io.streamwheel.ingest.scan.RequestScanner;
import io.streamwheel.ingest.scan.Scan;
import io.streamwheel.ingest.scan.Violation;
import org.jspecify.annotations.Nullable;

/** Our own form, judged at the door event by event. */
public record NativeDialect(RequestScanner scanner, BodyFormat format) implements RequestDialect {

    @Override
    public Dialect dialect() {
        return Dialect.NATIVE;
    }

    @Override
    public Scan scan(Body body) {
        return scanner.scan(body, format);
    }

    @Override
    public @Nullable Violation check(EventFields event) {
        return EventRules.check(event);
    }
}
