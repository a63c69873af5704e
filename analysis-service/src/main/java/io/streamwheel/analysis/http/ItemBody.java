package io.streamwheel.analysis.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.streamwheel.analysis.catalogue.Item;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item as the interface shows it. */
record ItemBody(
        String itemId,
        @Nullable String title,
        List<String> categories,
        @Nullable String url,
        @Nullable String imageUrl,
        @Nullable Double price,
        @Nullable String currency,
        boolean available,
        @Nullable Instant availableFrom,
        @Nullable Instant availableUntil,
        boolean hidden,
        @JsonRawValue String properties,
        Instant updatedAt) {

    static ItemBody of(Item item) {
        return new ItemBody(
                item.itemId(),
                item.title(),
                item.categories(),
                item.url(),
                item.imageUrl(),
                item.price(),
                item.currency(),
                item.available(),
                item.availableFrom(),
                item.availableUntil(),
                item.hidden(),
                item.properties() == null ? "{}" : item.properties(),
                item.updatedAt());
    }
}
