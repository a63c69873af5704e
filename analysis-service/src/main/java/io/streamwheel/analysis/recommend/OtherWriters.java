package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.interaction.StoreListener;
import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether other processes store events of a site: what the store has counted, less what this
 * process added, grows. So one process alone need not read again what it knows, and one among many
 * does as soon as another has stored something.
 *
 * <p>An event of this process that is committed and not yet told counts as somebody else's for a
 * moment, which costs a read and is no harm.
 */
public final class OtherWriters implements StoreListener, VisitorHistories.Others {

    private final Supplier<Map<SiteId, Long>> storedEvents;
    private final long trustNanos;
    private final LongSupplier ticker;
    private final Map<SiteId, LongAdder> own = new ConcurrentHashMap<>();
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
        stored.forEach((site, events) -> {
            long others = events - own(site).sum();
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
    public void stored(SiteId site, Set<Visitor> visitors, int events, int interactions) {
        own(site).add(events);
    }

    private LongAdder own(SiteId site) {
        return own.computeIfAbsent(site, _ -> new LongAdder());
    }

    /**
     * @param others events that others stored
     * @param since the end of the first of the looks in a row that saw as many
     * @param at the beginning of the last one
     */
    private record Look(long others, long since, long at) {}
}
