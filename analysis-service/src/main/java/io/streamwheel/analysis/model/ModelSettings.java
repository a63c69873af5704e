package io.streamwheel.analysis.model;

import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import java.time.Duration;

/**
 * How models are built.
 *
 * @param trainer what all item-to-item trainers share
 * @param popularityHalfLife how fast popularity fades
 * @param historyHalfLife how fast a visitor's history fades, from that visitor's newest
 * @param futureShare the newest share of each visitor's row that candidates are scored on
 * @param minTestVisitors with fewer visitors who have past and future, scores are chance
 * @param maxTestVisitors more are not asked; the time of a build is bounded
 * @param searchTime how long a comparison may take for trying further settings; the best guess of
 *     each method is tried in any case
 * @param searchLimit how long a whole comparison may take: a training that is running then is
 *     ended, unless there is none but it
 * @param keptVersions older ones are deleted, never the served one
 * @param staleAfter a running build without a heartbeat for so long is that of a dead process
 */
public record ModelSettings(
        TrainerSettings trainer,
        Duration popularityHalfLife,
        Duration historyHalfLife,
        double futureShare,
        int minTestVisitors,
        int maxTestVisitors,
        Duration searchTime,
        Duration searchLimit,
        int keptVersions,
        Duration staleAfter) {

    /** As they are where nothing is set. */
    public static ModelSettings defaults(int threads) {
        return new ModelSettings(
                new TrainerSettings(300, 500, Duration.ofDays(730), threads),
                Duration.ofDays(30),
                Duration.ofDays(365),
                0.2,
                20,
                2000,
                Duration.ofSeconds(20),
                Duration.ofMinutes(5),
                5,
                Duration.ofSeconds(60));
    }

    public ModelSettings {
        if (!(futureShare > 0 && futureShare < 1)) {
            throw new IllegalArgumentException("futureShare must lie in 0 to 1: " + futureShare);
        }
        if (minTestVisitors < 1 || maxTestVisitors < minTestVisitors) {
            throw new IllegalArgumentException(
                    "minTestVisitors must be 1 to maxTestVisitors: "
                            + minTestVisitors
                            + ", "
                            + maxTestVisitors);
        }
        if (searchTime.isNegative()) {
            throw new IllegalArgumentException("searchTime must not be negative: " + searchTime);
        }
        if (searchLimit.compareTo(searchTime) < 0) {
            throw new IllegalArgumentException(
                    "searchLimit must not be less than searchTime: %s, %s"
                            .formatted(searchLimit, searchTime));
        }
        if (keptVersions < 1) {
            throw new IllegalArgumentException("keptVersions must be at least 1: " + keptVersions);
        }
    }
}
