package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.interaction.SiteChange;
import io.streamwheel.analysis.interaction.StoreListener;
import io.streamwheel.analysis.pipeline.StoredTotal;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether other processes store events of a site: what the store has counted, less what this
 * process added, changes. So one process alone need not read again what it knows, and one among
 * many does as soon as another has stored something.
 *
 * <p>What this process adds is told before its commit, with the total that it makes. So a look
 * knows of each addition whether it saw it, also of those that have just been committed.
 */
public final class OtherWriters implements StoreListener, VisitorHistories.Others {

    private final Supplier<Map<SiteId, Long>> storedEvents;
    private final long trustNanos;
    private final LongSupplier ticker;
    private final Map<SiteId, Own> own = new ConcurrentHashMap<>();
    private final Map<SiteId, Look> looks = new ConcurrentHashMap<>();

    /**
     * @param storedEvents how many events each site has, as of the moment of the call
     * @param trust how long a look says something, more than there is between two
     * @param ticker nanoseconds, as they are asked about
     */
    public OtherWriters(
            Supplier<Map<SiteId, Long>> storedEvents, Duration trust, LongSupplier ticker) {
        this.storedEvents = storedEvents;
        trustNanos = trust.toNanos();
        this.ticker = ticker;
    }

    /** To be called again and again. */
    public void look() {
        long before = ticker.getAsLong();
        Map<SiteId, Long> stored = storedEvents.get();
        long after = ticker.getAsLong();
        stored.forEach((site, total) -> {
            long others = total - own(site).upTo(total);
            looks.compute(
                    site,
                    (_, last) ->
                            new Look(
                                    others,
                                    last != null && last.others == others ? last.since : after,
                                    before));
        });
    }

    @Override
    public boolean quietSince(SiteId site, long nanos) {
        Look last = looks.get(site);
        return last != null && nanos - last.since >= 0 && ticker.getAsLong() - last.at < trustNanos;
    }

    @Override
    public void storing(StoredTotal total) {
        own(total.site()).add(total);
    }

    @Override
    public void notStored(StoredTotal total) {
        own(total.site()).remove(total);
    }

    @Override
    public void stored(SiteChange change) {
        // Told already, before the commit.
    }

    private Own own(SiteId site) {
        return own.computeIfAbsent(site, _ -> new Own());
    }

    /** What this process added, by the total that it made. */
    private static final class Own {

        /** What no look has seen. */
        private final NavigableMap<Long, Integer> unseen = new TreeMap<>();

        private long seen;

        synchronized void add(StoredTotal total) {
            unseen.put(total.total(), total.events());
        }

        synchronized void remove(StoredTotal total) {
            if (unseen.remove(total.total()) == null) {
                seen -= total.events();
            }
        }

        /** The total is locked until a commit, so one that has been passed was made. */
        synchronized long upTo(long total) {
            Map<Long, Integer> made = unseen.headMap(total, true);
            for (int events : made.values()) {
                seen += events;
            }
            made.clear();
            return seen;
        }
    }

    /**
     * @param others events that others stored
     * @param since the end of the first of the looks in a row that saw as many
     * @param at the beginning of the last one
     */
    private record Look(long others, long since, long at) {}
}
