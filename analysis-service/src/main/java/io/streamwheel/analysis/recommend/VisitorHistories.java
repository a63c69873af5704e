package io.streamwheel.analysis.recommend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.interaction.StoreListener;
import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Histories of the visitors who were asked for lately. Reads one indexed query at most; forgets
 * what this process stores at once, and what others store after {@code freshness}. While the store
 * is away the last one known is used.
 */
public final class VisitorHistories implements StoreListener {

    private static final int STRIPES = 1 << 12;
    private static final Duration KEPT_FOR_OUTAGES = Duration.ofMinutes(10);

    private final HistoryReader reader;
    private final VisitorHistory.Rules rules;
    private final Patience patience;
    private final int limit;
    private final long freshNanos;
    private final Cache<Key, Known> known;
    private final Cache<Key, Key> askedAs;
    private final AtomicIntegerArray stamps = new AtomicIntegerArray(STRIPES);

    /**
     * @param limit newest deeds that are read of a visitor; more are neither weighed nor left out
     * @param freshness after so long a history is read again
     * @param capacity histories kept
     */
    public VisitorHistories(
            HistoryReader reader,
            VisitorHistory.Rules rules,
            Patience patience,
            int limit,
            Duration freshness,
            long capacity) {
        this.reader = reader;
        this.rules = rules;
        this.patience = patience;
        this.limit = limit;
        freshNanos = freshness.toNanos();
        known =
                Caffeine.newBuilder()
                        .maximumSize(capacity)
                        .expireAfterWrite(KEPT_FOR_OUTAGES)
                        .build();
        askedAs =
                Caffeine.newBuilder()
                        .maximumSize(capacity)
                        .expireAfterWrite(KEPT_FOR_OUTAGES)
                        .build();
    }

    /** Never fails: a visitor who cannot be read is one of whom nothing is known. */
    public VisitorHistory of(SiteId site, String id) {
        return look(site, id).history;
    }

    /** Who that is; while the store is away, of a visitor not met lately, the id itself. */
    Person person(SiteId site, String id) {
        return look(site, id).person;
    }

    private Known look(SiteId site, String id) {
        Key key = new Key(site, id);
        Known last = known.getIfPresent(key);
        int stamp = stamps.get(key.stripe());
        if (last != null && last.stamp == stamp && System.nanoTime() - last.readAt < freshNanos) {
            return last;
        }
        try {
            long now = System.nanoTime();
            HistoryReader.Past past = patience.ask(() -> reader.read(site, id, limit));
            VisitorHistory history = rules.weigh(past.deeds());
            // The stamp is from before the read: a write in between makes this one stale at once.
            Known fresh = new Known(history, past.person(), stamp, now);
            known.put(key, fresh);
            for (String other : past.ids()) {
                if (!other.equals(id)) {
                    askedAs.put(new Key(site, other), key);
                }
            }
            return fresh;
        } catch (StoreAwayException away) {
            return last == null
                    ? new Known(VisitorHistory.EMPTY, new Person(id, false), stamp, 0)
                    : last;
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
            int hash = hashCode() * 0x9E3779B9;
            return hash >>> 20;
        }
    }

    /**
     * @param stamp of the key's stripe when it was read; another one now means that it is stale
     */
    private record Known(VisitorHistory history, Person person, int stamp, long readAt) {}
}
