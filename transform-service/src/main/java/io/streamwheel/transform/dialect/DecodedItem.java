package io.streamwheel.transform.dialect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about its item, uncut. A member of the wrong shape says nothing and is {@code
 * null}: facts are a gift, and no reason to refuse an event.
 *
 * @param categories {@code null} when there is none
 * @param price finite
 * @param properties further facts by their names, such as the brand
 */
public record DecodedItem(
        @Nullable String title,
        @Nullable List<String> categories,
        @Nullable String url,
        @Nullable String imageUrl,
        @Nullable Double price,
        @Nullable String currency,
        Map<String, Scalar> properties) {

    /** Nothing is said. */
    public static final DecodedItem NOTHING =
            new DecodedItem(null, null, null, null, null, null, Map.of());

    public DecodedItem {
        categories = categories == null || categories.isEmpty() ? null : List.copyOf(categories);
        // In their order: which of too many are kept must not change from time to time.
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
