package io.streamwheel.transform.dialect;

import static java.util.Map.entry;

import io.streamwheel.event.EventTypes;
import io.streamwheel.transform.dialect.Meaning.Amount;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the names of track calls mean: Segment's e-commerce specification, version 2 and the names
 * of version 1, and what a site adds. Compared without regard to case.
 */
public final class EventNames {

    private static final int LONGEST_TYPE = 64;

    private static final Map<String, Meaning> STANDARD =
            Map.ofEntries(
                    entry("product list viewed", new Meaning(EventTypes.IMPRESSION, Amount.NONE)),
                    entry(
                            "viewed product category",
                            new Meaning(EventTypes.IMPRESSION, Amount.NONE)),
                    entry("product clicked", new Meaning(EventTypes.CLICK, Amount.NONE)),
                    entry("clicked product", new Meaning(EventTypes.CLICK, Amount.NONE)),
                    entry("product viewed", new Meaning(EventTypes.VIEW, Amount.NONE)),
                    entry("viewed product", new Meaning(EventTypes.VIEW, Amount.NONE)),
                    entry("product added", new Meaning(EventTypes.CART, Amount.QUANTITY)),
                    entry("added product", new Meaning(EventTypes.CART, Amount.QUANTITY)),
                    entry("product removed", new Meaning(EventTypes.UNCART, Amount.QUANTITY)),
                    entry("removed product", new Meaning(EventTypes.UNCART, Amount.QUANTITY)),
                    entry("product added to wishlist", new Meaning(EventTypes.LIKE, Amount.NONE)),
                    entry("order completed", new Meaning(EventTypes.PURCHASE, Amount.QUANTITY)),
                    entry("completed order", new Meaning(EventTypes.PURCHASE, Amount.QUANTITY)),
                    entry("order refunded", new Meaning(EventTypes.REFUND, Amount.QUANTITY, true)),
                    entry("order cancelled", new Meaning(EventTypes.REFUND, Amount.QUANTITY, true)),
                    entry("product shared", new Meaning(EventTypes.SHARE, Amount.NONE)),
                    entry("cart shared", new Meaning(EventTypes.SHARE, Amount.NONE)),
                    entry("product reviewed", new Meaning(EventTypes.RATING, Amount.RATING)),
                    entry("products searched", new Meaning(EventTypes.SEARCH, Amount.NONE)));

    private final Map<String, Meaning> names;

    /**
     * @param more names that mean one of our types, beside the standard ones or instead of them
     * @throws IllegalArgumentException something is no type
     */
    public EventNames(Map<String, String> more) {
        Map<String, Meaning> all = new HashMap<>(STANDARD);
        more.forEach((name, type) -> all.put(normal(name), new Meaning(known(type), amount(type))));
        names = Map.copyOf(all);
    }

    /** The standard names alone. */
    public static EventNames standard() {
        return new EventNames(Map.of());
    }

    /** What a name means; {@code null} when it is one of the many others. */
    @Nullable Meaning meaning(String name) {
        return names.get(normal(name));
    }

    /**
     * The type of a name that has no meaning here: "Article Read" is {@code article_read}.
     *
     * @param kept characters that stay as they are, beside letters, digits and underscores
     */
    static String typeOf(String name, String kept) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        StringBuilder type = new StringBuilder(Math.min(lower.length(), LONGEST_TYPE) + 1);
        for (int i = 0; i < lower.length() && type.length() < LONGEST_TYPE; i++) {
            char c = lower.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            boolean stays = letter || (c >= '0' && c <= '9') || kept.indexOf(c) >= 0;
            if (type.isEmpty() && !letter) {
                type.append("x_"); // a type begins with a letter
            }
            type.append(stays ? c : '_');
        }
        return type.length() > LONGEST_TYPE ? type.substring(0, LONGEST_TYPE) : type.toString();
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static String known(String type) {
        if (!EventTypes.isWellFormed(type)) {
            throw new IllegalArgumentException("an event name cannot mean the type " + type);
        }
        return type;
    }

    /** As the standard names have it. */
    private static Amount amount(String type) {
        return switch (type) {
            case EventTypes.CART, EventTypes.UNCART, EventTypes.PURCHASE, EventTypes.REFUND ->
                    Amount.QUANTITY;
            case EventTypes.RATING -> Amount.RATING;
            default -> Amount.NONE;
        };
    }
}
