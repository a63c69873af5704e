package io.streamwheel.transform.validation;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.transform.dialect.DecodedEvent;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;

/**
 * An event is of a size that the next queue takes. The collector's limit is 32 KiB; this one only
 * keeps a stranger's monster from being tried for ever.
 */
final class EventSize {

    private static final int MOST_BYTES = 1 << 20;

    private EventSize() {}

    static void check(CollectedEvent collected, DecodedEvent event) throws UnusableEventException {
        if (collected.payload().size() > MOST_BYTES) {
            throw new UnusableEventException(
                    FailureReason.TOO_LARGE, "the event is larger than 1 MiB");
        }
    }
}
