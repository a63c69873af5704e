package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.pipeline.QueueWatch;
import io.streamwheel.transport.QueueConsumer;
import io.streamwheel.transport.QueueDepths;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The queues as this process sees them.
 *
 * @param takenHere the consumers of this process, by their queue
 */
record QueuesFromHere(QueueDepths looks, Map<String, QueueConsumer> takenHere, Clock clock)
        implements QueueWatch {

    @Override
    public Map<String, Long> depths() {
        return looks.read();
    }

    @Override
    public Map<String, Integer> consumers() {
        return looks.consumers();
    }

    @Override
    public Optional<Duration> oldest(String queue) {
        return Optional.ofNullable(takenHere.get(queue))
                .flatMap(consumer -> consumer.oldestAge(clock.instant()));
    }

    @Override
    public boolean answered() {
        return looks.answered();
    }
}
