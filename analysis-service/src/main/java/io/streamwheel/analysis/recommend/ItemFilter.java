package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.scenario.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
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
        rules = new ArrayList<>(7);
        if (!query.excludeItems().isEmpty()) {
            rules.add(item -> !query.excludeItems().contains(item));
        }
        rules.add(item -> !history.isForbidden(item));
        if (exclude == Exclude.SEEN) {
            rules.add(item -> !history.hasSeen(item));
        } else if (exclude == Exclude.PURCHASED) {
            rules.add(item -> !history.hasPurchased(item));
        }
        rules.add(item -> catalogue.servable(query.site(), item, now));
        if (!query.categories().isEmpty()) {
            rules.add(item -> inCategories(query, catalogue, item));
        }
        if (query.scenario().rules().filters()) {
            rules.add(item -> asRuled(query, catalogue, item));
        }
    }

    @Override
    public boolean test(String item) {
        for (int i = 0; i < rules.size(); i++) {
            if (!rules.get(i).test(item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean inCategories(ListQuery query, Catalogue catalogue, String itemId) {
        List<String> categories =
                catalogue.find(query.site(), itemId).map(Item::categories).orElse(List.of());
        return !Collections.disjoint(categories, query.categories());
    }

    private static boolean asRuled(ListQuery query, Catalogue catalogue, String itemId) {
        RuleSet rules = query.scenario().rules();
        long about = rules.about(itemId, catalogue.card(query.site(), itemId));
        return !rules.excludes(about) && rules.meetsRequired(about);
    }
}
