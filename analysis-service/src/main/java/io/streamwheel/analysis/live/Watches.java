package io.streamwheel.analysis.live;

import io.streamwheel.analysis.interaction.Decided;
import io.streamwheel.analysis.interaction.DecisionListener;
import io.streamwheel.analysis.site.SiteId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who looks at events, through this instance ({@code own}) and through others. While nobody does,
 * writers pay one question a batch; while somebody does, they gather what they decided and leave it
 * in a bounded queue. What does not fit there is counted as missed and never waited for.
 */
public final class Watches implements DecisionListener, AutoCloseable {

    static final int MOST_BATCHES = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final Map<UUID, Watch> own = new ConcurrentHashMap<>();
    private final Map<UUID, Watch> others = new ConcurrentHashMap<>();
    private final BlockingQueue<List<Decided>> batches = new ArrayBlockingQueue<>(MOST_BATCHES);
    private final Thread worker = Thread.ofVirtual().name("live-samples").unstarted(this::work);

    public void start() {
        worker.start();
    }

    /** Somebody looks through this instance, until the watch is closed. */
    public Watch open(SiteId site, LiveFilter filter) {
        UUID id = UUID.randomUUID();
        Watch watch = new Watch(id, site, filter, () -> own.remove(id));
        own.put(id, watch);
        return watch;
    }

    @Override
    public boolean listens() {
        return !own.isEmpty() || !others.isEmpty();
    }

    @Override
    public void decided(List<Decided> batch) {
        if (!batches.offer(batch)) {
            own.values().forEach(watch -> watch.miss(batch));
            others.values().forEach(watch -> watch.miss(batch));
        }
    }

    private void work() {
        try {
            while (true) {
                look(batches.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("nobody looks at events any more", e);
        }
    }

    private void look(List<Decided> batch) {
        try {
            for (Decided each : batch) {
                own.values().forEach(watch -> watch.offer(each));
                others.values().forEach(watch -> watch.offer(each));
            }
        } catch (RuntimeException e) {
            LOG.warn("a batch could not be shown", e);
        }
    }

    Collection<Watch> own() {
        return own.values();
    }

    Collection<Watch> others() {
        return others.values();
    }

    Optional<Watch> own(UUID id) {
        return Optional.ofNullable(own.get(id));
    }

    /** From now on these look through other instances, and no others. */
    void setOthers(List<WatchTable.Entry> entries) {
        Set<UUID> there = new HashSet<>();
        for (WatchTable.Entry each : entries) {
            there.add(each.id());
            others.computeIfAbsent(
                    each.id(), id -> new Watch(id, each.site(), each.filter(), () -> {}));
        }
        others.keySet().retainAll(there);
    }

    @Override
    public void close() {
        worker.interrupt();
    }
}
