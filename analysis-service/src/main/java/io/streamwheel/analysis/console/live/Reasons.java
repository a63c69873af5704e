package io.streamwheel.analysis.console.live;

import java.util.Map;

/** The slugs of duplicates, in words. */
final class Reasons {

    private static final Map<String, String> DUPLICATES =
            Map.of(
                    "sieve",
                            "Transform had let an event of this id through a short while ago, and"
                                    + " sent on nothing but the id of this one.",
                    "store", "The store had an event of this id already.",
                    "late-retry",
                            "It is a retry, days later: the store has an event of this id and this"
                                    + " time.");

    private Reasons() {}

    static String ofDuplicate(String slug) {
        return DUPLICATES.getOrDefault(slug, "Its id was known.");
    }
}
