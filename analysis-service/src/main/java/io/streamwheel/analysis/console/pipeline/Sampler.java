package io.streamwheel.analysis.console.pipeline;

import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.KnownSites;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the pipeline every few seconds: as the first site sees it, and as each does whose curves
 * somebody asked for within the last hour.
 */
final class Sampler implements AutoCloseable {

    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int ROOM = (int) KEPT.dividedBy(PAUSE);

    private final PipelineMonitor pipeline;
    private final KnownSites sites;
    private final Clock clock;
    private final Map<SiteId, Samples> samples = new ConcurrentHashMap<>();
    private final Map<SiteId, Instant> asked = new ConcurrentHashMap<>();
    private final Thread worker = Thread.ofVirtual().name("pipeline-samples").unstarted(this::work);

    Sampler(PipelineMonitor pipeline, KnownSites sites, Clock clock) {
        this.pipeline = pipeline;
        this.sites = sites;
        this.clock = clock;
    }

    void start() {
        worker.start();
    }

    /** The samples of a site, which from now on is looked at; there is one at least. */
    Samples of(SiteId site) {
        asked.put(site, clock.instant());
        Samples known = samples.get(site);
        if (known == null || known.newest().isEmpty()) {
            look(site);
        }
        return samples.computeIfAbsent(site, unknown -> new Samples(ROOM));
    }

    private void work() {
        try {
            while (true) {
                watched().forEach(this::look);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("no more samples are taken", e);
        }
    }

    private Set<SiteId> watched() {
        Instant longAgo = clock.instant().minus(KEPT);
        asked.values().removeIf(longAgo::isAfter);
        Set<SiteId> watched = new HashSet<>(asked.keySet());
        List<ConsoleSite> all = sites.all();
        if (!all.isEmpty()) {
            watched.add(all.getFirst().id());
        }
        samples.keySet().retainAll(watched);
        return watched;
    }

    private void look(SiteId site) {
        try {
            Sample sample = new Sample(clock.instant(), pipeline.read(site));
            samples.computeIfAbsent(site, unknown -> new Samples(ROOM)).add(sample);
        } catch (RuntimeException e) {
            LOG.debug("a sample of the pipeline is missing", e);
        }
    }

    @Override
    public void close() {
        worker.interrupt();
    }
}
