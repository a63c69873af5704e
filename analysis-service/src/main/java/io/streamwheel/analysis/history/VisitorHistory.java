package io.streamwheel.analysis.history;

import io.streamwheel.event.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one visitor did, weighed: a taste to answer from, and what an answer is to leave out.
 * Immutable. An unknown visitor's is {@link #EMPTY}.
 */
public final class VisitorHistory {

    /** Nobody, or nothing yet. */
    public static final VisitorHistory EMPTY =
            new VisitorHistory(List.of(), Set.of(), Set.of(), Set.of(), null);

    private final List<Liking> likings;
    private final Set<String> seen;
    private final Set<String> purchased;
    private final Set<String> forbidden;
    private final @Nullable Instant newest;

    private VisitorHistory(
            List<Liking> likings,
            Set<String> seen,
            Set<String> purchased,
            Set<String> forbidden,
            @Nullable Instant newest) {
        this.likings = likings;
        this.seen = seen;
        this.purchased = purchased;
        this.forbidden = forbidden;
        this.newest = newest;
    }

    /** Items that were touched and not disliked, the most recently touched first. */
    public List<Liking> likings() {
        return likings;
    }

    /** Whether the visitor did anything with it; to be shown an item is not to see it. */
    public boolean hasSeen(String itemId) {
        return seen.contains(itemId);
    }

    /** Whether it was bought, and not given back since. */
    public boolean hasPurchased(String itemId) {
        return purchased.contains(itemId);
    }

    /** Whether the visitor does not want it, whatever is asked for. */
    public boolean isForbidden(String itemId) {
        return forbidden.contains(itemId);
    }

    /** The newest deed, or {@code null} where there is none. */
    public @Nullable Instant newest() {
        return newest;
    }

    /**
     * One item of a taste.
     *
     * @param weight above 0
     * @param type the deed that weighed most
     */
    public record Liking(String itemId, float weight, String type) {}

    /**
     * How deeds become a history; the same everywhere, so that a test of a model tells something of
     * its answers.
     *
     * @param halfLife a deed so much older than the visitor's newest one weighs half
     * @param maxLikings most recently touched items that make the taste
     * @param maxPairWeight no item weighs more, however often it was touched
     */
    public record Rules(
            TypeWeights weights, Duration halfLife, int maxLikings, float maxPairWeight) {

        // In a session the order of the clicks tells more than their times: three clicks later,
        // half.
        private static final int SESSION_STEPS_PER_HALF_LIFE = 3;

        /** The same with another half-life. */
        public Rules halfLife(Duration other) {
            return new Rules(weights, other, maxLikings, maxPairWeight);
        }

        /**
         * @param deeds newest first
         */
        public VisitorHistory weigh(List<Deed> deeds) {
            if (deeds.isEmpty()) {
                return EMPTY;
            }
            Decay decay = new Decay(deeds.getFirst().at().toEpochMilli(), halfLife);
            Map<String, Sum> sums = new LinkedHashMap<>();
            Map<String, Integer> bought = new HashMap<>();
            Set<String> seen = new HashSet<>();
            Set<String> forbidden = new HashSet<>();
            for (Deed deed : deeds) {
                if (deed.type().equals(EventTypes.IMPRESSION)) {
                    continue;
                }
                seen.add(deed.itemId());
                if (TypeWeights.forbids(deed.type())) {
                    forbidden.add(deed.itemId());
                } else if (deed.type().equals(EventTypes.PURCHASE)) {
                    bought.merge(deed.itemId(), 1, Integer::sum);
                } else if (deed.type().equals(EventTypes.REFUND)) {
                    bought.merge(deed.itemId(), -1, Integer::sum);
                }
                float weight = weights.of(deed.type(), deed.value());
                if (weight != 0) {
                    sums.computeIfAbsent(deed.itemId(), item -> new Sum())
                            .add(deed.type(), weight, decay.at(deed.at().toEpochMilli()));
                }
            }
            Set<String> kept = new HashSet<>();
            bought.forEach((item, times) -> {
                if (times > 0) {
                    kept.add(item);
                }
            });
            return new VisitorHistory(
                    likings(sums, forbidden),
                    Set.copyOf(seen),
                    Set.copyOf(kept),
                    Set.copyOf(forbidden),
                    deeds.getFirst().at());
        }

        /**
         * The history of a session whose deeds have an order and no times.
         *
         * @param deeds newest first; their times are not looked at
         */
        public VisitorHistory weighSession(List<Deed> deeds, Instant now) {
            Duration step = halfLife.dividedBy(SESSION_STEPS_PER_HALF_LIFE);
            List<Deed> timed = new ArrayList<>(deeds.size());
            for (int i = 0; i < deeds.size(); i++) {
                Deed deed = deeds.get(i);
                timed.add(
                        new Deed(
                                deed.itemId(),
                                deed.type(),
                                deed.value(),
                                now.minus(step.multipliedBy(i))));
            }
            return weigh(timed);
        }

        private List<Liking> likings(Map<String, Sum> sums, Set<String> forbidden) {
            List<Liking> likings = new ArrayList<>();
            for (Map.Entry<String, Sum> each : sums.entrySet()) {
                Sum sum = each.getValue();
                if (likings.size() < maxLikings
                        && sum.total > 0
                        && !forbidden.contains(each.getKey())) {
                    float weight = Math.min(sum.total, maxPairWeight) * sum.freshest;
                    likings.add(new Liking(each.getKey(), weight, sum.type));
                }
            }
            return List.copyOf(likings);
        }
    }

    /** The deeds with one item, weighed as in training: the sum, faded by the newest of them. */
    private static final class Sum {

        private float total;
        private float freshest;
        private float strongest = Float.NEGATIVE_INFINITY;
        private String type = "";

        void add(String type, float weight, float freshness) {
            total += weight;
            freshest = Math.max(freshest, freshness);
            if (weight > strongest) {
                strongest = weight;
                this.type = type;
            }
        }
    }
}
