package io.streamwheel.ingest.dialect;

import io.streamwheel.event.Dialect;
import io.streamwheel.event.Payload;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.EventFields;
import io.streamwheel.ingest.scan.EventFields.Text;
import io.streamwheel.ingest.scan.Scan;
import io.streamwheel.ingest.scan.Violation;
import org.jspecify.annotations.Nullable;

/** How one kind of client packs events into a request. */
public interface RequestDialect {

    /** Whose words the events speak. */
    Dialect dialect();

    /**
     * Finds the events of a body.
     *
     * @throws RefusedException it is not readable as a whole, or over a limit
     */
    Scan scan(Body body);

    /**
     * Why an event is refused while its neighbours go on; {@code null} when it is acceptable. What
     * clients expect to be taken is taken, and judged by the transform stage.
     */
    default @Nullable Violation check(EventFields event) {
        return null;
    }

    /** The idempotency key that the client gave; {@code null} when it gave none. */
    default @Nullable String eventId(EventFields event) {
        return event.text(Text.ID);
    }

    /** The write key where none was presented as such. */
    default @Nullable String impliedKey(Scan scan) {
        return null;
    }

    /** What the request says of each of its events, as {@code CollectedEvent.shared}. */
    default @Nullable Payload shared(Scan scan) {
        return null;
    }
}
