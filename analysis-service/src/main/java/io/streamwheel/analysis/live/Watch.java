package io.streamwheel.analysis.live;

import io.streamwheel.analysis.interaction.Decided;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.site.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody who looks at the events of a site. Keeps a sample of each fate between two looks, so
 * that in a burst of stored ones the few that failed are still seen, and grows no further however
 * long nobody takes it.
 */
public final class Watch implements AutoCloseable {

    /** Of each fate, between two looks. */
    static final int MOST_OF_A_FATE = 10;

    private final UUID id;
    private final SiteId site;
    private final LiveFilter filter;
    private final Runnable end;
    private final Map<Fate, Sample> samples = new EnumMap<>(Fate.class);
    private long came;
    private long missed;

    /**
     * @param end what is to be done when nobody looks any more
     */
    Watch(UUID id, SiteId site, LiveFilter filter, Runnable end) {
        this.id = id;
        this.site = site;
        this.filter = filter;
        this.end = end;
        for (Fate fate : Fate.values()) {
            samples.put(fate, new Sample(MOST_OF_A_FATE));
        }
    }

    public UUID id() {
        return id;
    }

    public SiteId site() {
        return site;
    }

    public LiveFilter filter() {
        return filter;
    }

    synchronized void offer(Decided decided) {
        if (decided.site().equals(site) && Lines.fits(filter, decided)) {
            came++;
            sampleOf(decided.fate()).offer(() -> Lines.of(decided));
        }
    }

    synchronized void offer(LiveEvent event) {
        if (event.fits(filter)) {
            came++;
            sampleOf(Fate.of(event.fate())).offer(() -> event);
        }
    }

    /** What another instance saw for it, of which all fits. */
    synchronized void add(Tick tick) {
        tick.rows().forEach(row -> sampleOf(Fate.of(row.fate())).offer(() -> row));
        came += tick.came();
        missed += tick.missed();
    }

    /**
     * Some were not looked at.
     *
     * @param batch of whatever sites
     */
    synchronized void miss(List<Decided> batch) {
        missed += batch.stream().filter(each -> each.site().equals(site)).count();
    }

    private Sample sampleOf(Fate fate) {
        Sample sample = samples.get(fate);
        if (sample == null) {
            throw new IllegalStateException("no sample of " + fate);
        }
        return sample;
    }

    /** What came since it was asked last. */
    public synchronized Tick take() {
        List<LiveEvent> rows = new ArrayList<>();
        samples.values().forEach(sample -> sample.moveTo(rows));
        rows.sort(Comparator.comparingLong(LiveEvent::at));
        Tick tick = new Tick(rows, came, missed);
        came = 0;
        missed = 0;
        return tick;
    }

    /** Nobody looks any more. */
    @Override
    public void close() {
        end.run();
    }
}
