package io.streamwheel.analysis.catalogue;

import io.streamwheel.analysis.site.SiteId;
import java.util.List;
import java.util.Optional;

/** Writes items that people describe. */
public interface ItemWriter {

    /** Makes or changes the items, all or none; what they are now, in the same order. */
    List<Item> put(SiteId site, List<ItemEdit> edits);

    /** Changes an item that is there and not deleted; what it is now. */
    Optional<Item> patch(SiteId site, ItemEdit edit);

    /** Marks an item as deleted; what it was, empty when it was not there. */
    Optional<Item> delete(SiteId site, String itemId);
}
