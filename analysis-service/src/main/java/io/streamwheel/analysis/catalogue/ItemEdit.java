package io.streamwheel.analysis.catalogue;

import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody says about an item. Fields that are not said stay as they are.
 *
 * @param item the values; those of fields that are not said mean nothing
 */
public record ItemEdit(Item item, Set<ItemField> said) {

    public ItemEdit {
        said = Set.copyOf(said);
    }

    /** The same as the whole truth: what it leaves out is taken away. */
    public ItemEdit whole() {
        return new ItemEdit(item, EnumSet.allOf(ItemField.class));
    }
}
