package io.streamwheel.analysis.recommend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.interaction.SiteChange;
import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * What this process stored lately of those visitors whose history is kept, so that a click is added
 * to a history and does not make it be read again. Commits are numbered; whoever reads a history
 * notes {@link #now} first.
 *
 * <p>What is known of an id may have gaps: its deeds are kept for some minutes, and so many of
 * them. Where there may be one, the answer is that the history must be read. To know, the last
 * commit of each id is noted, in {@value #STRIPES} places that ids share: what is read too often is
 * read too often, and nothing else.
 */
final class RecentDeeds {

    private static final int STRIPES = 1 << 16;
    private static final int MOST_DEEDS = 64;
    private static final Duration KEPT = Duration.ofMinutes(3);

    private final AtomicLongArray lastCommit = new AtomicLongArray(STRIPES);

    /** In seconds since the start, beginning with 1: until when what is stored is of interest. */
    private final AtomicIntegerArray wantedUntil = new AtomicIntegerArray(STRIPES);

    private final Cache<Key, Recent> recent;
    private final LongSupplier ticker;
    private final long start;
    private volatile long commits;

    /**
     * @param capacity deeds that are kept, at some 130 bytes each
     * @param ticker nanoseconds
     */
    RecentDeeds(long capacity, LongSupplier ticker) {
        this.ticker = ticker;
        start = ticker.getAsLong();
        recent =
                Caffeine.newBuilder()
                        .maximumWeight(capacity)
                        .weigher((Key key, Recent each) -> 1 + each.deeds())
                        .expireAfterWrite(KEPT)
                        .ticker(ticker::getAsLong)
                        .executor(Runnable::run)
                        .build();
    }

    /** The last commit all of which is known. */
    long now() {
        return commits;
    }

    /** From now on what is stored under these ids is to be kept. */
    void want(SiteId site, Collection<String> ids) {
        int until = seconds() + (int) KEPT.toSeconds();
        for (String each : ids) {
            wantedUntil.set(stripe(site, each), until);
        }
    }

    /** After a commit. */
    synchronized void add(SiteChange change) {
        long commit = commits + 1;
        int now = seconds();
        change.deeds()
                .forEach((visitor, deeds) -> {
                    int stripe = stripe(change.site(), visitor.id());
                    long before = lastCommit.getAndSet(stripe, commit);
                    Key key = new Key(change.site(), visitor.id());
                    if (wantedUntil.get(stripe) >= now) {
                        Some some = new Some(commit, visitor.known(), deeds);
                        recent.asMap()
                                .compute(
                                        key,
                                        (_, known) ->
                                                (known == null ? Recent.after(before) : known)
                                                        .plus(some));
                    } else {
                        recent.invalidate(key);
                    }
                });
        for (Visitor each : change.linked()) {
            lastCommit.set(stripe(change.site(), each.id()), commit);
            recent.invalidate(new Key(change.site(), each.id()));
        }
        commits = commit;
    }

    /**
     * What was stored of a person in the commits from one to another.
     *
     * @param after the commit that is known
     * @param upTo the last one that is asked about, at most {@link #now}
     * @param ids all of the person's
     * @return empty where that is not known, or where the ids may be somebody else's since
     */
    Optional<List<Deed>> between(
            long after, long upTo, SiteId site, Person person, Collection<String> ids) {
        List<Deed> all = new ArrayList<>(0);
        for (String id : ids) {
            if (lastCommit.get(stripe(site, id)) > after) {
                Recent known = recent.getIfPresent(new Key(site, id));
                boolean asUser = person.known() && person.id().equals(id);
                if (known == null || !known.add(after, upTo, asUser, all)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(all);
    }

    private int seconds() {
        return 1 + (int) Duration.ofNanos(ticker.getAsLong() - start).toSeconds();
    }

    private static int stripe(SiteId site, String id) {
        return (31 * site.hashCode() + id.hashCode()) * 0x9E3779B9 >>> 16;
    }

    private record Key(SiteId site, String id) {}

    /** Of one id in one commit. */
    private record Some(long commit, boolean known, List<Deed> deeds) {}

    /**
     * Of one id.
     *
     * @param after all commits after this one are there
     * @param commits oldest first
     */
    private record Recent(long after, List<Some> commits) {

        static Recent after(long commit) {
            return new Recent(commit, List.of());
        }

        int deeds() {
            return commits.stream().mapToInt(each -> each.deeds.size()).sum();
        }

        Recent plus(Some some) {
            List<Some> all = new ArrayList<>(commits);
            all.add(some);
            int deeds = deeds() + some.deeds.size();
            long from = after;
            while (deeds > MOST_DEEDS || all.size() > MOST_DEEDS) {
                Some oldest = all.removeFirst();
                deeds -= oldest.deeds.size();
                from = oldest.commit;
            }
            return new Recent(from, all);
        }

        /** Whether all of them could be added. */
        boolean add(long since, long upTo, boolean known, List<Deed> to) {
            if (after > since) {
                return false;
            }
            for (Some each : commits) {
                if (each.commit > since && each.commit <= upTo) {
                    if (each.known != known) {
                        return false;
                    }
                    to.addAll(each.deeds);
                }
            }
            return true;
        }
    }
}
