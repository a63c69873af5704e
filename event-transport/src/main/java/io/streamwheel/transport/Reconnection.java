package io.streamwheel.transport;

import java.time.Duration;

/**
 * The pauses of a link that is away: short ones while that may pass by itself, long ones when a
 * person has to mend something. Not for several threads.
 */
final class Reconnection {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration FIRST_HALT = Duration.ofSeconds(5);

    private final Backoff soon = new Backoff(FIRST, LONGEST);
    private final Backoff slowly;

    /**
     * @param longestHalt the longest pause while the link is halted
     */
    Reconnection(Duration longestHalt) {
        Duration first = FIRST_HALT.compareTo(longestHalt) > 0 ? longestHalt : FIRST_HALT;
        this.slowly = new Backoff(first, longestHalt);
    }

    Duration pauseAfter(AmqpFailure failure) {
        return switch (failure) {
            case TRANSIENT -> soon.next();
            case HALT -> slowly.next();
        };
    }

    /** The link is open; what it is for may still be refused. */
    void opened() {
        soon.reset();
    }

    /** The link did what it is for. */
    void worked() {
        soon.reset();
        slowly.reset();
    }
}
