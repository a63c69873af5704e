package io.streamwheel.analysis.catalogue;

import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest facts of one item among those of a batch, each field by itself. Of two at the same
 * moment the first stays. Not for use by several threads.
 */
final class NewestFacts {

    /** A value and when it was said. */
    record Fact<T>(T value, Instant at) {}

    private @Nullable Fact<String> title;
    private @Nullable Fact<List<String>> categories;
    private @Nullable Fact<String> url;
    private @Nullable Fact<String> imageUrl;
    private @Nullable Fact<Double> price;
    private @Nullable Fact<String> currency;
    private final Map<String, Fact<Payload>> properties = new TreeMap<>();

    void add(ItemFacts facts, Instant occurredAt) {
        title = newer(title, facts.title(), occurredAt);
        categories = newer(categories, facts.categories(), occurredAt);
        url = newer(url, facts.url(), occurredAt);
        imageUrl = newer(imageUrl, facts.imageUrl(), occurredAt);
        price = newer(price, facts.price(), occurredAt);
        currency = newer(currency, facts.currency(), occurredAt);
        facts.properties()
                .forEach((name, value) ->
                        properties.merge(
                                name,
                                new Fact<>(value, occurredAt),
                                (known, now) -> now.at().isAfter(known.at()) ? now : known));
    }

    @Nullable Fact<String> title() {
        return title;
    }

    @Nullable Fact<List<String>> categories() {
        return categories;
    }

    @Nullable Fact<String> url() {
        return url;
    }

    @Nullable Fact<String> imageUrl() {
        return imageUrl;
    }

    @Nullable Fact<Double> price() {
        return price;
    }

    @Nullable Fact<String> currency() {
        return currency;
    }

    /** In the order of their names; empty when nothing is said. */
    Map<String, Fact<Payload>> properties() {
        return properties;
    }

    private static <T> @Nullable Fact<T> newer(
            @Nullable Fact<T> known, @Nullable T value, Instant at) {
        if (value == null || (known != null && !at.isAfter(known.at()))) {
            return known;
        }
        return new Fact<>(value, at);
    }
}
