package io.streamwheel.analysis.model.itemitem;

import java.time.Duration;

/**
 * What all trainers of item-to-item models have in common.
 *
 * @param neighborhoodSize neighbors kept of each item
 * @param maxHistory newest entries of a visitor that count; bounds the pairs of a hoarder
 * @param halfLife after so long, counted back from the newest interaction there is, an entry weighs
 *     half
 * @param threads how many work at once
 */
public record TrainerSettings(
        int neighborhoodSize, int maxHistory, Duration halfLife, int threads) {

    public TrainerSettings {
        if (neighborhoodSize < 1 || neighborhoodSize > 1000) {
            throw new IllegalArgumentException(
                    "neighborhoodSize must be 1 to 1000: " + neighborhoodSize);
        }
        if (maxHistory < 2) {
            throw new IllegalArgumentException("maxHistory must be at least 2: " + maxHistory);
        }
        if (halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("halfLife must be above 0: " + halfLife);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
    }
}
