package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.site.SiteId;
import java.util.Set;

/**
 * What is asked of any list.
 *
 * @param n the most items, 1 to 100
 * @param categories an item must have one of them; empty for any
 * @param excludeItems never in the answer
 * @param explain whether to name more than one reason per item
 * @param scenario how the site wants it
 */
public record ListQuery(
        SiteId site,
        int n,
        Set<String> categories,
        Set<String> excludeItems,
        boolean explain,
        Scenario scenario) {

    /** The longest list. */
    public static final int MAX_ITEMS = 100;

    private static final Scenario PLAIN = Scenario.plain(Scenario.DEFAULT);

    public ListQuery {
        if (n < 1 || n > MAX_ITEMS) {
            throw new IllegalArgumentException("n must be 1 to " + MAX_ITEMS + ": " + n);
        }
        categories = Set.copyOf(categories);
        excludeItems = Set.copyOf(excludeItems);
    }

    /** One that no scenario has a say in. */
    public ListQuery(
            SiteId site, int n, Set<String> categories, Set<String> excludeItems, boolean explain) {
        this(site, n, categories, excludeItems, explain, PLAIN);
    }

    /** The same without the scenario's must-have rules. */
    ListQuery relaxed() {
        return new ListQuery(site, n, categories, excludeItems, explain, scenario.relaxed());
    }
}
