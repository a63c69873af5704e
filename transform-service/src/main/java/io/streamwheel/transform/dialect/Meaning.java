package io.streamwheel.transform.dialect;

import io.streamwheel.event.EventTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event name stands for.
 *
 * @param type our type
 * @param amount where each product's value is
 * @param listedOnly whether only products in a list count: an order that is refunded as a whole
 *     names none
 */
record Meaning(String type, Amount amount, boolean listedOnly) {

    Meaning(String type, Amount amount) {
        this(type, amount, false);
    }

    /** Where the value of an interaction comes from. */
    enum Amount {
        /** There is none. */
        NONE,
        /** {@code quantity}, or 1. */
        QUANTITY,
        /** {@code rating}, without which the name does not mean this. */
        RATING;

        @Nullable Double of(Tree product) {
            return switch (this) {
                case NONE -> null;
                case QUANTITY -> {
                    Double quantity = product.number("quantity");
                    yield quantity == null ? Double.valueOf(1) : quantity;
                }
                case RATING -> product.number("rating");
            };
        }
    }

    /** Whether the event, with these items, means this at all: a type of items needs some. */
    boolean holdsFor(List<Mention> mentions) {
        return !(mentions.isEmpty() && EventTypes.OF_ITEMS.contains(type))
                && (amount != Amount.RATING || mentions.stream().allMatch(m -> m.value() != null));
    }
}
