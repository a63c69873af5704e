package io.streamwheel.transform.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about its item, uncut. A member of the wrong shape says nothing and is {@code
 * null}: facts are a gift, and no reason to refuse an event.
 *
 * @param categories {@code null} when there is none
 * @param price finite
 */
public record DecodedItem(
        @Nullable String title,
        @Nullable List<String> categories,
        @Nullable String url,
        @Nullable String imageUrl,
        @Nullable Double price,
        @Nullable String currency) {

    /** Nothing is said. */
    public static final DecodedItem NOTHING = new DecodedItem(null, null, null, null, null, null);

    public DecodedItem {
        categories = categories == null || categories.isEmpty() ? null : List.copyOf(categories);
    }
}
