package io.streamwheel.analysis.live;

import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.site.SiteId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets everyone see what any instance stores: a look a second. While nobody looks at events, a look
 * is one query of an empty table.
 */
public final class Exchange {

    /** Without an answer for so long, the database is said to be away. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Watches watches;
    private final WatchTable table;
    private final FailedTail failures;
    private final LongSupplier ticker;
    private final UUID instance = UUID.randomUUID();
    private volatile @Nullable Long answeredAt;

    /**
     * @param ticker nanoseconds
     */
    public Exchange(Watches watches, WatchTable table, FailedEvents failed, LongSupplier ticker) {
        this.watches = watches;
        this.table = table;
        this.failures = new FailedTail(failed);
        this.ticker = ticker;
    }

    /** To be called again and again, by one thread. */
    public void look() {
        try {
            Collection<Watch> own = List.copyOf(watches.own());
            watches.setOthers(table.renew(instance, own));
            for (Watch other : watches.others()) {
                Tick tick = other.take();
                if (!tick.saysNothing()) {
                    table.send(other.id(), tick);
                }
            }
            receive(own);
            showFailures();
            answeredAt = ticker.getAsLong();
        } catch (SQLException e) {
            answeredAt = null;
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            answeredAt = null;
            throw e;
        }
    }

    private void receive(Collection<Watch> own) {
        Set<UUID> ids = own.stream().map(Watch::id).collect(Collectors.toSet());
        if (!ids.isEmpty()) {
            table.receive(ids)
                    .forEach((id, ticks) ->
                            watches.own(id).ifPresent(watch -> ticks.forEach(watch::add)));
        }
    }

    /** Also for nobody, so that the next one to look does not see what failed before. */
    private void showFailures() throws SQLException {
        Map<SiteId, List<LiveEvent>> failed = failures.look(this::ownSites);
        for (Watch watch : watches.own()) {
            failed.getOrDefault(watch.site(), List.of()).forEach(watch::offer);
        }
    }

    private Set<SiteId> ownSites() {
        return watches.own().stream().map(Watch::site).collect(Collectors.toSet());
    }

    /** To be called before the past is read: from now on the watch hears of what fails. */
    public void begin(Watch watch) throws SQLException {
        failures.begin(watch.site());
    }

    /** Whether the database does. */
    public boolean answers() {
        Long last = answeredAt;
        return last != null && ticker.getAsLong() - last < PATIENCE.toNanos();
    }
}
