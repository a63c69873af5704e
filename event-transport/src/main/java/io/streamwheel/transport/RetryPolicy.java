package io.streamwheel.transport;

import java.time.Duration;

/**
 * How long a consumer tries.
 *
 * @param first the first pause after a transient failure
 * @param longest what the doubling pauses grow to
 * @param giveUpAfter how long a batch may fail before the broker gets it back
 * @param awayFor how long the consumer then stays away
 * @param haltPause the pause after a {@link HaltException}, and at most between attempts to open a
 *     link that a person has to mend
 * @param circuitPause the pause until a {@link Circuit} is asked again
 * @param idleCheck how long nothing may come before the consumer looks whether its queue is there
 *     still; not every broker tells
 * @param hangsAfter how long a handler may take until the consumer is said to be down
 */
record RetryPolicy(
        Duration first,
        Duration longest,
        Duration giveUpAfter,
        Duration awayFor,
        Duration haltPause,
        Duration circuitPause,
        Duration idleCheck,
        Duration hangsAfter) {

    static final RetryPolicy DEFAULT =
            new RetryPolicy(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5));
}
