package io.streamwheel.analysis.recommend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.interaction.StoreListener;
import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Histories of the visitors who were asked for lately. Reads one indexed query at most; forgets
 * what this process stores at once, and what others store after {@code freshness}. Where others are
 * known to store nothing a history is kept for longer. While the store is away the last one known
 * is used.
 */
public final class VisitorHistories implements StoreListener {

    private static final Duration KEPT_FOR_OUTAGES = Duration.ofMinutes(10);

    /** However quiet it is: somebody may correct rows by hand. */
    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

    private final HistoryReader reader;
    private final VisitorHistory.Rules rules;
    private final Patience patience;
    private final int limit;
    private final long freshNanos;
    private final Others others;
    private final Cache<Key, Known> known;
    private final LastStores stores = new LastStores();

    /** What is known of those who store in the same database. */
    @FunctionalInterface
    public interface Others {

        /**
         * Whether others stored nothing of that site from then until lately.
         *
         * @param nanos by {@link System#nanoTime()}
         */
        boolean quietSince(SiteId site, long nanos);
    }

    /** Where nothing is known of others. */
    public VisitorHistories(
            HistoryReader reader,
            VisitorHistory.Rules rules,
            Patience patience,
            int limit,
            Duration freshness,
            long capacity) {
        this(reader, rules, patience, (_, _) -> false, limit, freshness, capacity);
    }

    /**
     * @param limit newest deeds that are read of a visitor; more are neither weighed nor left out
     * @param freshness after so long a history is read again
     * @param capacity histories kept
     */
    public VisitorHistories(
            HistoryReader reader,
            VisitorHistory.Rules rules,
            Patience patience,
            Others others,
            int limit,
            Duration freshness,
            long capacity) {
        this.others = others;
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
    }

    /** Never fails: a visitor who cannot be read is one of whom nothing is known. */
    public VisitorHistory of(SiteId site, String id) {
        return look(site, id).history;
    }

    /**
     * What it would be had the visitor done these things as well; kept nowhere. Throws when the
     * store cannot be asked.
     *
     * @param newest after all that is stored, newest first
     */
    public VisitorHistory after(SiteId site, String id, List<Deed> newest) {
        List<Deed> deeds = new ArrayList<>(newest);
        deeds.addAll(reader.read(site, id, limit).deeds());
        return rules.weigh(deeds);
    }

    /** Who that is; while the store is away, of a visitor not met lately, the id itself. */
    Person person(SiteId site, String id) {
        return look(site, id).person;
    }

    private Known look(SiteId site, String id) {
        Key key = new Key(site, id);
        Known last = known.getIfPresent(key);
        if (last != null && isFresh(site, last)) {
            return last;
        }
        try {
            long now = System.nanoTime();
            // Before the read: a write in between makes this one stale at once.
            long stored = stores.now();
            HistoryReader.Past past = patience.ask(() -> reader.read(site, id, limit));
            VisitorHistory history = rules.weigh(past.deeds());
            Known fresh = new Known(history, past.person(), past.ids(), stored, now);
            known.put(key, fresh);
            return fresh;
        } catch (StoreAwayException away) {
            return last == null
                    ? new Known(VisitorHistory.EMPTY, new Person(id, false), List.of(id), 0, 0)
                    : last;
        }
    }

    @Override
    public void stored(SiteId site, Set<Visitor> visitors, int events, int interactions) {
        stores.stored(site, visitors);
    }

    private boolean isFresh(SiteId site, Known last) {
        long age = System.nanoTime() - last.readAt;
        boolean soon = age < freshNanos;
        boolean quiet = !soon && age < LONGEST_NANOS && others.quietSince(site, last.readAt);
        return (soon || quiet) && !stores.since(last.stored, site, last.ids);
    }

    private record Key(SiteId site, String id) {}

    /**
     * @param ids all of the person's
     * @param stored what was stored by this process when it was read
     */
    private record Known(
            VisitorHistory history, Person person, List<String> ids, long stored, long readAt) {}
}
