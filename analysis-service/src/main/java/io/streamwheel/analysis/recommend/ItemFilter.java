package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.history.VisitorHistory;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Which items one answer may hold. Each rule is a line of the list. */
final class ItemFilter implements Predicate<String> {

    private final List<Predicate<String>> rules;

    ItemFilter(
            ListQuery query,
            Catalogue catalogue,
            VisitorHistory history,
            Exclude exclude,
            Instant now) {
        rules =
                List.of(
                        item -> !query.excludeItems().contains(item),
                        item -> !history.isForbidden(item),
                        item -> exclude != Exclude.SEEN || !history.hasSeen(item),
                        item -> exclude != Exclude.PURCHASED || !history.hasPurchased(item),
                        item -> catalogue.servable(query.site(), item, now),
                        item -> inCategories(query, catalogue, item));
    }

    @Override
    public boolean test(String item) {
        for (Predicate<String> rule : rules) {
            if (!rule.test(item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean inCategories(ListQuery query, Catalogue catalogue, String itemId) {
        if (query.categories().isEmpty()) {
            return true;
        }
        List<String> categories =
                catalogue.find(query.site(), itemId).map(Item::categories).orElse(List.of());
        return !Collections.disjoint(categories, query.categories());
    }
}
