package io.streamwheel.analysis.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.streamwheel.analysis.interaction.StoreListener;
import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.recommend.Patience;
import io.streamwheel.analysis.recommend.StoreAwayException;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;

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

    private static final int STRIPES = 1 << 12;
    private static final Duration KEPT_FOR_OUTAGES = Duration.ofMinutes(10);

    private final FollowReader reader;
    private final Patience patience;
    private final long freshNanos;
    private final Cache<Key, Known> known;
    private final Cache<Key, Key> askedAs;
    private final AtomicIntegerArray stamps = new AtomicIntegerArray(STRIPES);

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
        askedAs =
                Caffeine.newBuilder()
                        .maximumSize(capacity)
                        .expireAfterWrite(KEPT_FOR_OUTAGES)
                        .build();
    }

    /** Never fails: one who cannot be read is one of whom nothing is known but the id. */
    Stances of(SiteId site, String id) {
        Key key = new Key(site, id);
        Known last = known.getIfPresent(key);
        int stamp = stamps.get(key.stripe());
        if (last != null && last.stamp == stamp && System.nanoTime() - last.readAt < freshNanos) {
            return last.stances;
        }
        try {
            long now = System.nanoTime();
            Stances stances = patience.ask(() -> reader.stances(site, id, MOST));
            // The stamp is from before the read: a write in between makes this one stale at once.
            known.put(key, new Known(stances, stamp, now));
            for (String other : stances.ids()) {
                if (!other.equals(id)) {
                    askedAs.put(new Key(site, other), key);
                }
            }
            return stances;
        } catch (StoreAwayException away) {
            return last == null ? Stances.none(id) : last.stances;
        }
    }

    @Override
    public void stored(SiteId site, Set<Visitor> visitors, int interactions) {
        for (Visitor each : visitors) {
            Key key = new Key(site, each.id());
            stamps.incrementAndGet(key.stripe());
            Key other = askedAs.getIfPresent(key);
            if (other != null) {
                stamps.incrementAndGet(other.stripe());
            }
        }
    }

    private record Key(SiteId site, String id) {

        int stripe() {
            return hashCode() * 0x9E3779B9 >>> 20;
        }
    }

    /**
     * @param stamp of the key's stripe when it was read; another one now means that it is stale
     */
    private record Known(Stances stances, int stamp, long readAt) {}
}
