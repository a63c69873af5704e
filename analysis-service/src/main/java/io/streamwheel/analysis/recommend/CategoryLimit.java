package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.recommend.Answer.Suggestion;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.List;

/** Counts a list's items by category; an item counts for each that it has. */
final class CategoryLimit {

    private final int most;
    private final Object2IntOpenHashMap<String> counts = new Object2IntOpenHashMap<>();

    /**
     * @param most of one category; 0 for any number
     */
    CategoryLimit(int most) {
        this.most = most;
    }

    boolean allows(Suggestion item) {
        if (most > 0) {
            for (String category : categories(item)) {
                if (counts.getInt(category) >= most) {
                    return false;
                }
            }
        }
        return true;
    }

    void count(Suggestion item) {
        if (most > 0) {
            categories(item).forEach(category -> counts.addTo(category, 1));
        }
    }

    private static List<String> categories(Suggestion item) {
        return item.item() == null ? List.of() : item.item().categories();
    }
}
