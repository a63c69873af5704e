package io.streamwheel.analysis.catalogue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item as people and events describe it. Text is kept as it came.
 *
 * @param available false takes it out of all answers, as do {@code hidden}, {@code deleted} and a
 *     window that is not open
 * @param availableFrom first moment of the window, or {@code null} for always
 * @param availableUntil first moment after the window, or {@code null} for ever
 * @param properties a JSON object as text
 * @param updatedAt when anything of it changed last
 * @param createdAt when it was first heard of
 */
public record Item(
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
        @Nullable String properties,
        boolean deleted,
        Instant updatedAt,
        Instant createdAt) {

    public Item {
        categories = List.copyOf(categories);
    }

    /** One that was first heard of when it changed last. */
    public Item(
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
            @Nullable String properties,
            boolean deleted,
            Instant updatedAt) {
        this(
                itemId,
                title,
                categories,
                url,
                imageUrl,
                price,
                currency,
                available,
                availableFrom,
                availableUntil,
                hidden,
                properties,
                deleted,
                updatedAt,
                updatedAt);
    }

    /** Whether an answer may show it at that moment. */
    public boolean servable(Instant now) {
        return available
                && !hidden
                && !deleted
                && (availableFrom == null || !now.isBefore(availableFrom))
                && (availableUntil == null || now.isBefore(availableUntil));
    }

    /** The same without what lists do not show, to be kept in memory by the hundred thousand. */
    Item withoutProperties() {
        return new Item(
                itemId,
                title,
                categories,
                url,
                imageUrl,
                price,
                currency,
                available,
                availableFrom,
                availableUntil,
                hidden,
                null,
                deleted,
                updatedAt,
                createdAt);
    }
}
