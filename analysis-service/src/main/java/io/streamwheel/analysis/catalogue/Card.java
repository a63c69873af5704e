package io.streamwheel.analysis.catalogue;

import java.util.List;
import java.util.Objects;

/**
 * What is kept of an item in memory.
 *
 * @param item without its properties
 * @param traits what its properties say, each as {@link Traits#trait}
 */
public record Card(Item item, List<String> traits) {

    public Card {
        traits = List.copyOf(traits);
    }

    /** The card of an item. */
    public static Card of(Item item) {
        return new Card(item.withoutProperties(), Traits.of(item.properties()));
    }

    /** Whether both say the same of what it is. */
    boolean describesAs(Card other) {
        return Objects.equals(item.title(), other.item.title())
                && item.categories().equals(other.item.categories())
                && traits.equals(other.traits)
                && item.deleted() == other.item.deleted()
                && item.createdAt().equals(other.item.createdAt());
    }
}
