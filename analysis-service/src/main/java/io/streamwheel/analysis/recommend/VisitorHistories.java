package io.streamwheel.analysis.recommend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.Deeds;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.interaction.SiteChange;
import io.streamwheel.analysis.interaction.StoreListener;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Histories of the visitors who were asked for lately. Reads one indexed query at most. What this
 * process stores is added to them at once, without a read; what others store makes them be read
 * again after {@code freshness}. Where others are known to store nothing a history is kept for
 * longer. While the store is away the last one known is used.
 */
public final class VisitorHistories implements StoreListener {

    private static final Duration KEPT_FOR_OUTAGES = Duration.ofMinutes(10);

    /** However quiet it is: somebody may correct rows by hand. */
    private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

    private static final int USUAL_DEEDS = 100;

    /** What a history takes that has no deeds, in deeds. */
    private static final int LEAST_WEIGHT = 20;

    private final HistoryReader reader;
    private final VisitorHistory.Rules rules;
    private final Patience patience;
    private final int limit;
    private final long freshNanos;
    private final Others others;
    private final Cache<Key, Known> known;
    private final RecentDeeds recent;

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
     * @param capacity histories kept, of a hundred deeds each on average
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
        recent = new RecentDeeds(2 * capacity, System::nanoTime);
        known =
                Caffeine.newBuilder()
                        .maximumWeight(USUAL_DEEDS * capacity)
                        .weigher((Key key, Known each) -> LEAST_WEIGHT + each.deeds.size())
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
        // Before a read: what is stored meanwhile is added to it, or is in it already.
        long commit = recent.now();
        if (last != null && isFresh(site, last)) {
            Optional<List<Deed>> added =
                    recent.between(last.commit, commit, site, last.person, last.ids);
            if (added.isPresent()) {
                return added.get().isEmpty()
                        ? last
                        : keep(key, with(site, last, added.get(), commit));
            }
        }
        try {
            long now = System.nanoTime();
            recent.want(site, last == null ? List.of(id) : last.ids);
            HistoryReader.Past past = patience.ask(() -> reader.read(site, id, limit));
            Deeds deeds = Deeds.of(past.deeds());
            VisitorHistory history = rules.weigh(deeds);
            return keep(key, new Known(history, deeds, past.person(), past.ids(), commit, now));
        } catch (StoreAwayException away) {
            return last == null ? Known.nothing(id) : last;
        }
    }

    private Known with(SiteId site, Known last, List<Deed> added, long commit) {
        List<Deed> shared = added.stream().map(each -> reader.shared(site, each)).toList();
        Deeds deeds = last.deeds.plus(shared, limit);
        return new Known(rules.weigh(deeds), deeds, last.person, last.ids, commit, last.readAt);
    }

    private Known keep(Key key, Known fresh) {
        recent.want(key.site, fresh.ids);
        known.put(key, fresh);
        return fresh;
    }

    @Override
    public void stored(SiteChange change) {
        recent.add(change);
    }

    private boolean isFresh(SiteId site, Known last) {
        long age = System.nanoTime() - last.readAt;
        boolean soon = age < freshNanos;
        boolean quiet = !soon && age < LONGEST_NANOS && others.quietSince(site, last.readAt);
        return soon || quiet;
    }

    private record Key(SiteId site, String id) {}

    /**
     * @param ids all of the person's
     * @param commit the last one that is in it
     */
    private record Known(
            VisitorHistory history,
            Deeds deeds,
            Person person,
            List<String> ids,
            long commit,
            long readAt) {

        static Known nothing(String id) {
            return new Known(
                    VisitorHistory.EMPTY,
                    Deeds.of(List.of()),
                    new Person(id, false),
                    List.of(id),
                    0,
                    0);
        }
    }
}
