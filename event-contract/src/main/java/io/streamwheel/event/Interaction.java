package io.streamwheel.event;

import org.jspecify.annotations.Nullable;

/**
 * One visitor did one thing with one item.
 *
 * @param position its place among the interactions of its event, from 0; with the event id it is
 *     the key
 * @param type such as {@code view} or {@code purchase}
 * @param value a rating, a quantity or an amount; finite
 */
public record Interaction(int position, String type, String itemId, @Nullable Double value) {

    public Interaction {
        if (position < 0 || position > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "position must be 0 to " + Short.MAX_VALUE + ": " + position);
        }
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException("value must be finite: " + value);
        }
    }
}
