package io.streamwheel.analysis.profile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person under all ids.
 *
 * @param userId {@code null} for a visitor who is not known by name
 * @param events how many of each type
 * @param interests adding up to 1, strongest first
 * @param recentItems newest first
 */
public record Profile(
        @Nullable String userId,
        List<String> anonymousIds,
        Instant firstSeen,
        Instant lastSeen,
        Map<String, Long> events,
        List<Interest> interests,
        List<RecentItem> recentItems) {

    /**
     * @param weight share of everything that the visitor cares for, 0 to 1
     */
    public record Interest(String category, double weight) {}

    /** What was done with an item last. */
    public record RecentItem(String itemId, String type, Instant at) {}
}
