package io.streamwheel.analysis.session;

import java.time.Duration;

/**
 * What a session is, how many are kept, and how many speak.
 *
 * @param inactivityGap a longer silence ends a session
 * @param maxSessions newest sessions of a site in the index
 * @param maxClicks newest clicks of a site that are read to make them
 * @param maxLength of a longer session only the newest clicks stay: a robot's never ends
 * @param neighborhoodSize newest sessions with an item in common that speak
 * @param refresh so long after the last read at most, new clicks are read, as long as that is no
 *     more than a tenth of the time
 */
public record SessionSettings(
        Duration inactivityGap,
        int maxSessions,
        int maxClicks,
        int maxLength,
        int neighborhoodSize,
        Duration refresh) {

    public SessionSettings {
        if (!inactivityGap.isPositive()) {
            throw new IllegalArgumentException("inactivityGap must be above 0: " + inactivityGap);
        }
        if (refresh.isNegative()) {
            throw new IllegalArgumentException("refresh must not be negative: " + refresh);
        }
        atLeast("maxSessions", maxSessions, 1);
        atLeast("maxClicks", maxClicks, 2);
        atLeast("maxLength", maxLength, 2);
        atLeast("neighborhoodSize", neighborhoodSize, 1);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
        }
    }
}
