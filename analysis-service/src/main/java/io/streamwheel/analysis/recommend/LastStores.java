package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.site.SiteId;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When this process stored something of a visitor last, so that what is kept of a person is known
 * to be stale at once, under whichever of the person's ids it was asked for. Ids share {@value
 * #STRIPES} places: what is told too often is read too often, and nothing else.
 */
public final class LastStores {

    private static final int STRIPES = 1 << 12;

    private final AtomicLong stores = new AtomicLong();
    private final AtomicLongArray last = new AtomicLongArray(STRIPES);

    /** To be asked before a read: what is stored from then on may be missing in it. */
    public long now() {
        return stores.get();
    }

    /**
     * Whether something may have been stored of that person since then.
     *
     * @param ids all of the person's
     */
    public boolean since(long then, SiteId site, Collection<String> ids) {
        for (String each : ids) {
            if (last.get(stripe(site, each)) > then) {
                return true;
            }
        }
        return false;
    }

    /** After the commit. */
    public void stored(SiteId site, Collection<Visitor> visitors) {
        long now = stores.incrementAndGet();
        for (Visitor each : visitors) {
            last.accumulateAndGet(stripe(site, each.id()), now, Math::max);
        }
    }

    private static int stripe(SiteId site, String id) {
        return (31 * site.hashCode() + id.hashCode()) * 0x9E3779B9 >>> 20;
    }
}
