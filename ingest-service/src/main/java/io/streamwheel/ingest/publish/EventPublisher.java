package io.streamwheel.ingest.publish;

import io.streamwheel.event.CollectedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes the events of a request safe. */
@FunctionalInterface
public interface EventPublisher {

    /**
     * Takes the events of one request, without blocking.
     *
     * @return completes when all of them are safe; exceptionally when that is not known of one, in
     *     which case others of them may be safe all the same; with {@link OverloadedException} when
     *     none was taken. Whoever gives up cancels it: what is not sent yet is not sent then
     */
    CompletableFuture<Void> publish(List<CollectedEvent> events);
}
