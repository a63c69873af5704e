package io.streamwheel.analysis.catalogue;

import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import java.time.Duration;
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

    /** Both together. */
    NewestFacts with(NewestFacts other) {
        NewestFacts both = new NewestFacts();
        both.title = newer(title, other.title);
        both.categories = newer(categories, other.categories);
        both.url = newer(url, other.url);
        both.imageUrl = newer(imageUrl, other.imageUrl);
        both.price = newer(price, other.price);
        both.currency = newer(currency, other.currency);
        both.properties.putAll(properties);
        other.properties.forEach(
                (name, fact) -> both.properties.merge(name, fact, NewestFacts::newer));
        return both;
    }

    /**
     * Whether this is worth no write where {@code known} was written: each field is older, or the
     * same and not newer by as much as {@code stale}.
     */
    boolean addsNothingTo(NewestFacts known, Duration stale) {
        return addsNothing(title, known.title, stale)
                && addsNothing(categories, known.categories, stale)
                && addsNothing(url, known.url, stale)
                && addsNothing(imageUrl, known.imageUrl, stale)
                && addsNothing(price, known.price, stale)
                && addsNothing(currency, known.currency, stale)
                && properties.entrySet().stream()
                        .allMatch(each ->
                                addsNothing(
                                        each.getValue(),
                                        known.properties.get(each.getKey()),
                                        stale));
    }

    private static <T> boolean addsNothing(
            @Nullable Fact<T> said, @Nullable Fact<T> known, Duration stale) {
        return said == null
                || known != null
                        && (!said.at().isAfter(known.at())
                                || said.value().equals(known.value())
                                        && said.at().isBefore(known.at().plus(stale)));
    }

    private static <T> @Nullable Fact<T> newer(@Nullable Fact<T> one, @Nullable Fact<T> other) {
        return one == null || other != null && other.at().isAfter(one.at()) ? other : one;
    }

    private static <T> @Nullable Fact<T> newer(
            @Nullable Fact<T> known, @Nullable T value, Instant at) {
        if (value == null || (known != null && !at.isAfter(known.at()))) {
            return known;
        }
        return new Fact<>(value, at);
    }
}
