package io.streamwheel.ingest.dialect;

import io.streamwheel.event.Dialect;
import io.streamwheel.event.Payload;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.Candidate;
import io.streamwheel.ingest.scan.EventFields.Text;
import io.streamwheel.ingest.scan.Layout;
import io.streamwheel.ingest.scan.RequestScanner;
import io.streamwheel.ingest.scan.Scan;
import org.jspecify.annotations.Nullable;

/**
 * The Snowplow tracker protocol. The application id is the write key where no other is presented.
 *
 * @param layout {@link Layout#SNOWPLOW_PAYLOAD} or {@link Layout#SNOWPLOW_EVENT}
 * @param shared what the request says of its events
 */
public record SnowplowDialect(RequestScanner scanner, Layout layout, @Nullable Payload shared)
        implements RequestDialect {

    @Override
    public Dialect dialect() {
        return Dialect.SNOWPLOW;
    }

    @Override
    public Scan scan(Body body) {
        return scanner.scan(body, layout);
    }

    @Override
    public @Nullable String impliedKey(Scan scan) {
        for (Candidate entry : scan.entries()) {
            if (entry instanceof Candidate.Event event) {
                String applicationId = event.fields().text(Text.APPLICATION_ID);
                if (applicationId != null) {
                    return applicationId;
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable Payload shared(Scan scan) {
        return shared;
    }
}
