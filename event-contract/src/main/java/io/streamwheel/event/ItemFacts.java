package io.streamwheel.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event says about one item. {@code null} says nothing and erases nothing; per field the
 * newest event wins.
 */
public record ItemFacts(
        String itemId,
        @Nullable String title,
        @Nullable List<String> categories,
        @Nullable String url,
        @Nullable String imageUrl,
        @Nullable Double price,
        @Nullable String currency) {

    public ItemFacts {
        categories = categories == null ? null : List.copyOf(categories);
    }

    /** That there is such an item, and nothing else. */
    public static ItemFacts none(String itemId) {
        return new ItemFacts(itemId, null, null, null, null, null, null);
    }

    /** Whether there is no fact but the id. */
    public boolean isEmpty() {
        return title == null
                && categories == null
                && url == null
                && imageUrl == null
                && price == null
                && currency == null;
    }
}
