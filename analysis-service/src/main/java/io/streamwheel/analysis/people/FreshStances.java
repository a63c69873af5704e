package io.streamwheel.analysis.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.streamwheel.analysis.interaction.SiteChange;
import io.streamwheel.analysis.interaction.StoreListener;
import io.streamwheel.analysis.recommend.LastStores;
import io.streamwheel.analysis.recommend.Patience;
import io.streamwheel.analysis.recommend.StoreAwayException;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;

/**
 * How those who were asked for lately stand to others, as {@code recommend.VisitorHistories} knows
 * what they did: read by one indexed query at most, forgotten at once when this process stores
 * something of them, and after {@code freshness} for what others store. While the store is away the
 * last one known is used.
 */
public final class FreshStances implements StoreListener {

    /**
     * Whom a person follows beyond so many is known from the graph alone, until it is read again.
     */
    private static final int MOST = 10_000;

    private static final Duration KEPT_FOR_OUTAGES = Duration.ofMinutes(10);

    private final FollowReader reader;
    private final Patience patience;
    private final long freshNanos;
    private final Cache<Key, Known> known;
    private final LastStores stores = new LastStores();

    /**
     * @param freshness after so long they are read again
     * @param capacity people kept, each with 10 others on average
     */
    public FreshStances(FollowReader reader, Patience patience, Duration freshness, long capacity) {
        this.reader = reader;
        this.patience = patience;
        freshNanos = freshness.toNanos();
        known =
                Caffeine.newBuilder()
                        .maximumWeight(10 * capacity)
                        .weigher((Key key, Known each) -> each.stances.size())
                        .expireAfterWrite(KEPT_FOR_OUTAGES)
                        .build();
    }

    /** Never fails: one who cannot be read is one of whom nothing is known but the id. */
    Stances of(SiteId site, String id) {
        Key key = new Key(site, id);
        Known last = known.getIfPresent(key);
        if (last != null && isFresh(site, last)) {
            return last.stances;
        }
        try {
            long now = System.nanoTime();
            // Before the read: a write in between makes this one stale at once.
            long stored = stores.now();
            Stances stances = patience.ask(() -> reader.stances(site, id, MOST));
            known.put(key, new Known(stances, stored, now));
            return stances;
        } catch (StoreAwayException away) {
            return last == null ? Stances.none(id) : last.stances;
        }
    }

    @Override
    public void stored(SiteChange change) {
        stores.stored(change.site(), change.visitors());
    }

    private boolean isFresh(SiteId site, Known last) {
        return System.nanoTime() - last.readAt < freshNanos
                && !stores.since(last.stored, site, last.stances.ids());
    }

    private record Key(SiteId site, String id) {}

    /**
     * @param stored what was stored by this process when they were read
     */
    private record Known(Stances stances, long stored, long readAt) {}
}
