package io.streamwheel.transform.enrichment;

import io.streamwheel.event.ItemFacts;
import io.streamwheel.transform.dialect.DecodedItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts what an event says about its item to lengths that a catalogue can show. */
final class FactsMapper {

    private static final int LONGEST_TITLE = 1_024;
    private static final int LONGEST_URL = 2_048;
    private static final int LONGEST_CATEGORY = 256;
    private static final int LONGEST_CURRENCY = 16;
    private static final int MOST_CATEGORIES = 20;

    private FactsMapper() {}

    static ItemFacts map(String itemId, DecodedItem item) {
        return new ItemFacts(
                itemId,
                Excerpt.of(item.title(), LONGEST_TITLE),
                categories(item.categories()),
                Excerpt.of(item.url(), LONGEST_URL),
                Excerpt.of(item.imageUrl(), LONGEST_URL),
                item.price(),
                Excerpt.of(item.currency(), LONGEST_CURRENCY));
    }

    private static @Nullable List<String> categories(@Nullable List<String> all) {
        if (all == null) {
            return null;
        }
        List<String> categories = new ArrayList<>(Math.min(all.size(), MOST_CATEGORIES));
        for (String whole : all) {
            String category = Excerpt.cut(whole, LONGEST_CATEGORY);
            if (categories.size() < MOST_CATEGORIES && !categories.contains(category)) {
                categories.add(category);
            }
        }
        return categories;
    }
}
