package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.site.SiteId;
import java.util.Set;

/**
 * What is asked of any list.
 *
 * @param n the most items, 1 to 100
 * @param categories an item must have one of them; empty for any
 * @param excludeItems never in the answer
 * @param explain whether to name more than one reason per item
 */
public record ListQuery(
        SiteId site, int n, Set<String> categories, Set<String> excludeItems, boolean explain) {

    /** The longest list. */
    public static final int MAX_ITEMS = 100;

    public ListQuery {
        if (n < 1 || n > MAX_ITEMS) {
            throw new IllegalArgumentException("n must be 1 to " + MAX_ITEMS + ": " + n);
        }
        categories = Set.copyOf(categories);
        excludeItems = Set.copyOf(excludeItems);
    }
}
