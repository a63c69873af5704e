package io.streamwheel.analysis.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What can be known of the queues from here. None of it throws. */
public interface QueueWatch {

    /** Messages that wait, by queue, as of now; the last ones known while the broker is away. */
    Map<String, Long> depths();

    /** How many take from each queue, in all processes, as of the last look at the depths. */
    Map<String, Integer> consumers();

    /** For how long the oldest message of a queue waits, where that is known here. */
    Optional<Duration> oldest(String queue);

    /** Whether the broker answered the last look at the depths. */
    boolean answered();
}
