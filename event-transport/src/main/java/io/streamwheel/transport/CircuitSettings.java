package io.streamwheel.transport;

import java.time.Duration;

/**
 * @param enabled whether it opens at all
 * @param share of the judged events that may be suspect, 0 to 1
 * @param window how far it looks back
 * @param minimum fewer suspect events than this within the window never open it
 * @param pause how long it stays open before a batch is let through as a probe; doubles from one
 *     failed probe to the next, up to {@link #LONGEST}
 */
public record CircuitSettings(
        boolean enabled, double share, Duration window, int minimum, Duration pause) {

    /** A pause does not grow beyond this, unless it begins beyond it. */
    static final Duration LONGEST = Duration.ofHours(1);

    public CircuitSettings {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("share must be 0 to less than 1: " + share);
        }
        if (window.compareTo(Duration.ofMillis(CircuitWindow.SLICES)) < 0) {
            throw new IllegalArgumentException("window must be longer: " + window);
        }
        if (minimum < 1) {
            throw new IllegalArgumentException("minimum must be at least 1: " + minimum);
        }
        if (!pause.isPositive()) {
            throw new IllegalArgumentException("pause must be positive: " + pause);
        }
    }

    /** More than 5 % and at least 20 events within a minute; a probe after 5 minutes. */
    public static CircuitSettings defaults() {
        return new CircuitSettings(true, 0.05, Duration.ofMinutes(1), 20, Duration.ofMinutes(5));
    }

    Duration after(Duration failedPause) {
        Duration doubled = failedPause.multipliedBy(2);
        Duration longest = pause.compareTo(LONGEST) > 0 ? pause : LONGEST;
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
