package io.streamwheel.analysis.console.items;

import io.streamwheel.analysis.console.ShownItem;
import io.streamwheel.analysis.console.ShownList;
import io.streamwheel.analysis.recommend.Answer.Strategy;
import java.util.List;

/**
 * An item like another one.
 *
 * @param why it is in the list, in words
 */
record Alike(ShownItem item, float score, String why) {

    static List<Alike> of(ShownItem to, ShownList list) {
        boolean byDeeds = list.strategy() == Strategy.SIMILAR && !list.fallback();
        return list.entries().stream()
                .map(each -> new Alike(each.item(), each.score(), why(byDeeds, to, each.item())))
                .toList();
    }

    private static String why(boolean byDeeds, ShownItem to, ShownItem item) {
        List<String> shared = to.categories().stream().filter(item.categories()::contains).toList();
        String both = shared.isEmpty() ? "" : "both in " + String.join(" and ", shared);
        if (!byDeeds) {
            return both.isEmpty() ? "popular" : both;
        }
        return both.isEmpty() ? "chosen by the same people" : "chosen by the same people, " + both;
    }
}
