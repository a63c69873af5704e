package io.streamwheel.analysis.recommend;

import io.streamwheel.event.EventTypes;
import java.util.Map;

/** What a visitor did, as people say it. */
final class Kinds {

    private static final Map<String, String> WORDS =
            Map.of(
                    EventTypes.VIEW, "viewed",
                    EventTypes.CLICK, "clicked",
                    EventTypes.CART, "carted",
                    EventTypes.PURCHASE, "purchased",
                    EventTypes.LIKE, "liked",
                    EventTypes.RATING, "rated",
                    EventTypes.SHARE, "shared");

    private Kinds() {}

    /** A site's own types stay as they are. */
    static String of(String type) {
        return WORDS.getOrDefault(type, type);
    }
}
