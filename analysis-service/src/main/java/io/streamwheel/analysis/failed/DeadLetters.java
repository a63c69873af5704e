package io.streamwheel.analysis.failed;

import io.streamwheel.event.FailedEvent;
import java.util.List;

/** Where an event goes that cannot be used. */
@FunctionalInterface
public interface DeadLetters {

    /**
     * Hands events over; when it returns they are safe.
     *
     * @throws Exception they may not be, and have to be handed over again
     */
    void send(List<FailedEvent> events) throws Exception;
}
