package io.streamwheel.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event says about one item. {@code null} says nothing and erases nothing; per field, and
 * per property, the newest event wins.
 *
 * @param properties further facts by their names, each one JSON scalar as it is written: {@code
 *     "Acme"}, {@code 3}; empty says nothing
 */
public record ItemFacts(
        String itemId,
        @Nullable String title,
        @Nullable List<String> categories,
        @Nullable String url,
        @Nullable String imageUrl,
        @Nullable Double price,
        @Nullable String currency,
        Map<String, Payload> properties) {

    public ItemFacts {
        categories = categories == null ? null : List.copyOf(categories);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Without properties. */
    public ItemFacts(
            String itemId,
            @Nullable String title,
            @Nullable List<String> categories,
            @Nullable String url,
            @Nullable String imageUrl,
            @Nullable Double price,
            @Nullable String currency) {
        this(itemId, title, categories, url, imageUrl, price, currency, Map.of());
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
                && currency == null
                && properties.isEmpty();
    }
}
