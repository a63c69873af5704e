package io.streamwheel.analysis.catalogue;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads items from the store. */
public interface ItemReader {

    /** An item that is not deleted. */
    Optional<Item> find(SiteId site, String itemId);

    /**
     * Items that are not deleted, in order of their ids.
     *
     * @param query part of a title in any case, or an id; empty for all
     * @param after the id before the first of this page, or {@code null}
     */
    List<Item> page(SiteId site, String query, @Nullable String after, int limit);

    /** Every item, deleted ones among them, that changed at that moment or later. */
    void changedSince(Instant from, BiConsumer<SiteId, Item> each);
}
