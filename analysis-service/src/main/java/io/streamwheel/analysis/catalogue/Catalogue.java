package io.streamwheel.analysis.catalogue;

import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The items of all sites in memory: what a list shows of them, and what it must not show. Follows
 * the store by the time of change, and is told of this process' own writes at once.
 */
public final class Catalogue {

    // A transaction may become visible a while after the time that its rows bear.
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final ItemReader reader;
    private final Map<SiteId, Map<String, Item>> sites = new ConcurrentHashMap<>();
    private Instant seenUpTo = Instant.EPOCH;

    public Catalogue(ItemReader reader) {
        this.reader = reader;
    }

    /** Takes in what changed since the last look. Throws when the store cannot be asked. */
    public synchronized void refresh() {
        Instant[] newest = {seenUpTo};
        reader.changedSince(
                seenUpTo.equals(Instant.EPOCH) ? seenUpTo : seenUpTo.minus(OVERLAP),
                (site, item) -> {
                    take(site, item);
                    if (item.updatedAt().isAfter(newest[0])) {
                        newest[0] = item.updatedAt();
                    }
                });
        seenUpTo = newest[0];
    }

    /** Takes in one item, unless a newer state of it is known. */
    public void take(SiteId site, Item item) {
        items(site)
                .merge(
                        item.itemId(),
                        item.card(),
                        (old, now) -> now.updatedAt().isBefore(old.updatedAt()) ? old : now);
    }

    /** What is known of an item, deleted or not. */
    public Optional<Item> find(SiteId site, String itemId) {
        return Optional.ofNullable(items(site).get(itemId));
    }

    /** Whether an answer may show it. An item that nobody has described may be shown. */
    public boolean servable(SiteId site, String itemId, Instant now) {
        Item item = items(site).get(itemId);
        return item == null || item.servable(now);
    }

    /** All items of a site, in no order; a view that may change. */
    public Collection<Item> all(SiteId site) {
        return items(site).values();
    }

    private Map<String, Item> items(SiteId site) {
        return sites.computeIfAbsent(site, s -> new ConcurrentHashMap<>());
    }
}
