package io.streamwheel.analysis.failed;

import io.streamwheel.event.CollectedEvent;
import java.util.List;

/** Where the pipeline begins. */
@FunctionalInterface
public interface ReplayQueue {

    /**
     * Hands events over; when it returns they are safe.
     *
     * @throws io.streamwheel.transport.PublishFailedException they may not be
     */
    void send(List<CollectedEvent> events) throws Exception;
}
