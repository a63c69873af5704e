package io.streamwheel.analysis.history;

import io.streamwheel.event.EventTypes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much one interaction says about a taste, by its type. Types without an entry, and so a site's
 * own words, weigh nothing until somebody gives them a weight.
 *
 * <p>A refund takes a purchase's weight away. A dislike has no weight: it {@link #forbids} the
 * item.
 *
 * @param byType weight of each type; finite
 */
public record TypeWeights(Map<String, Float> byType) {

    private static final double BEST_RATING = 5;
    private static final float RATING_OF_FIVE = 3;
    private static final float RATING_WITHOUT_VALUE = 1;

    /** A view is the unit. */
    public static final TypeWeights DEFAULTS =
            new TypeWeights(
                    Map.of(
                            EventTypes.VIEW, 1f,
                            EventTypes.CLICK, 1f,
                            EventTypes.LIKE, 2f,
                            EventTypes.SHARE, 2f,
                            EventTypes.CART, 3f,
                            EventTypes.UNCART, -2f,
                            EventTypes.PURCHASE, 5f,
                            EventTypes.REFUND, -5f,
                            EventTypes.RATING, 1f));

    public TypeWeights {
        byType = Map.copyOf(byType);
        byType.forEach((type, weight) -> {
            if (!Float.isFinite(weight)) {
                throw new IllegalArgumentException(
                        "the weight of " + type + " must be finite: " + weight);
            }
        });
    }

    /** The defaults with some entries replaced or added. */
    public static TypeWeights defaultsWith(Map<String, Float> changes) {
        Map<String, Float> all = new HashMap<>(DEFAULTS.byType);
        all.putAll(changes);
        return new TypeWeights(all);
    }

    /** The weight of one interaction; a rating of five stars weighs three times its entry. */
    public float of(String type, @Nullable Double value) {
        float weight = byType.getOrDefault(type, 0f);
        if (!type.equals(EventTypes.RATING)) {
            return weight;
        }
        if (value == null) {
            return weight * RATING_WITHOUT_VALUE;
        }
        double share = Math.max(0, Math.min(1, value / BEST_RATING));
        return (float) (weight * RATING_OF_FIVE * share);
    }

    /** The types that say anything at all, a dislike among them. */
    public Set<String> weighty() {
        Set<String> types = new HashSet<>();
        byType.forEach((type, weight) -> {
            if (weight != 0) {
                types.add(type);
            }
        });
        types.add(EventTypes.DISLIKE);
        return types;
    }

    /** Whether this type takes the item out of everything for that visitor. */
    public static boolean forbids(String type) {
        return type.equals(EventTypes.DISLIKE);
    }
}
