package io.streamwheel.analysis.catalogue;

import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The items of all sites in memory: what a list shows of them, and what it must not show. Follows
 * the store by the time of change, and is told of this process' own writes at once.
 */
public final class Catalogue {

    // A transaction may become visible a while after the time that its rows bear.
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final ItemReader reader;
    private final Map<SiteId, Shelf> sites = new ConcurrentHashMap<>();
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
        Shelf shelf = shelf(site);
        Card card = Card.of(item);
        boolean[] described = {false};
        shelf.cards.compute(
                item.itemId(),
                (id, old) -> {
                    if (old != null && (isBefore(item, old.item()) || card.equals(old))) {
                        return old;
                    }
                    described[0] = old == null || !card.describesAs(old);
                    return card;
                });
        if (described[0]) {
            shelf.descriptions.incrementAndGet();
        }
    }

    private static boolean isBefore(Item item, Item other) {
        return item.updatedAt().isBefore(other.updatedAt());
    }

    /** What is known of an item, deleted or not. */
    public Optional<Item> find(SiteId site, String itemId) {
        return Optional.ofNullable(card(site, itemId)).map(Card::item);
    }

    /** The same with its traits; {@code null} when nobody has described it. */
    public @Nullable Card card(SiteId site, String itemId) {
        return shelf(site).cards.get(itemId);
    }

    /**
     * The same id, as the text that the catalogue holds where it knows the item: what is kept of
     * many visitors should not keep a copy for each of them.
     */
    public String shared(SiteId site, String itemId) {
        Card card = card(site, itemId);
        return card == null ? itemId : card.item().itemId();
    }

    /** Whether an answer may show it. An item that nobody has described may be shown. */
    public boolean servable(SiteId site, String itemId, Instant now) {
        Card card = card(site, itemId);
        return card == null || card.item().servable(now);
    }

    /** All items of a site, in no order; a view that may change. */
    public Collection<Card> all(SiteId site) {
        return shelf(site).cards.values();
    }

    /** The sites that have been asked for or have items. */
    public Set<SiteId> sites() {
        return Set.copyOf(sites.keySet());
    }

    /**
     * Another number after each change of what the items of that site are: of what they are called,
     * belong to and have, not of when they were spoken of last, what they cost or may be shown.
     */
    public long descriptions(SiteId site) {
        return shelf(site).descriptions.get();
    }

    private Shelf shelf(SiteId site) {
        Shelf shelf = sites.get(site);
        return shelf == null ? sites.computeIfAbsent(site, s -> new Shelf()) : shelf;
    }

    /** The items of one site. */
    private static final class Shelf {

        private final Map<String, Card> cards = new ConcurrentHashMap<>();
        private final AtomicLong descriptions = new AtomicLong();
    }
}
