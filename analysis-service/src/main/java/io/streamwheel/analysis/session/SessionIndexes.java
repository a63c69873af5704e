package io.streamwheel.analysis.session;

import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest sessions of each site, in memory. A site that stored something gets a new index, by
 * one assignment, and more seldom while nobody asks; while the store is away the last one stays.
 */
public final class SessionIndexes {

    private static final Logger log = LoggerFactory.getLogger(SessionIndexes.class);

    /** A look that took so long leaves the rest to the next one: a start waits for the first. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    /** The pause after a read, in times of that read: at least, and where that is soon enough. */
    private static final int LEAST_PAUSE = 10;

    private static final int PAUSE = 50;

    /** While nobody asks, pauses are so many times as long. */
    private static final int UNASKED = 10;

    private final SessionReader reader;
    private final SessionSettings settings;
    private final Clock clock;
    private final Map<SiteId, Held> held = new ConcurrentHashMap<>();

    public SessionIndexes(SessionReader reader, SessionSettings settings, Clock clock) {
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param stored the site's events when it was read
     * @param read when that had ended
     * @param pause until the next read, if somebody asks
     * @param current when the store was last seen to hold nothing else
     * @param asked whether somebody has, since it was read
     */
    private record Held(
            SessionScorer scorer,
            long stored,
            Instant read,
            Duration pause,
            Instant current,
            AtomicBoolean asked) {

        Held currentAt(Instant now) {
            return new Held(scorer, stored, read, pause, now, asked);
        }

        SessionScorer ask() {
            asked.setPlain(true);
            return scorer;
        }

        boolean isDue(Instant now) {
            return !read.plus(asked.get() ? pause : pause.multipliedBy(UNASKED)).isAfter(now);
        }
    }

    /** What to answer from; empty before the first read. */
    public Optional<SessionScorer> of(SiteId site) {
        return Optional.ofNullable(held.get(site)).map(Held::ask);
    }

    /** Sessions in memory, of all sites. */
    public long sessions() {
        return held.values().stream().mapToLong(each -> each.scorer().index().size()).sum();
    }

    /** For how long the index that is furthest behind may have missed something that is stored. */
    public Duration age() {
        Instant now = clock.instant();
        return held.values().stream()
                .map(each -> Duration.between(each.current(), now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /**
     * Reads the sites that stored something since they were read, those that wait longest first. To
     * be called every few seconds; throws when the store cannot be asked.
     */
    public void refresh() {
        Map<SiteId, Long> stored = reader.storedEvents();
        Instant began = clock.instant();
        for (SiteId site : due(stored, began)) {
            if (Duration.between(began, clock.instant()).compareTo(LONGEST_LOOK) > 0) {
                return;
            }
            read(site, stored.getOrDefault(site, 0L));
        }
    }

    private List<SiteId> due(Map<SiteId, Long> stored, Instant now) {
        List<SiteId> due = new ArrayList<>();
        stored.forEach((site, events) -> {
            Held last =
                    held.computeIfPresent(
                            site,
                            (key, each) -> each.stored() == events ? each.currentAt(now) : each);
            if (last == null || (last.stored() != events && last.isDue(now))) {
                due.add(site);
            }
        });
        due.sort(Comparator.comparing(this::waitingSince));
        return due;
    }

    private Instant waitingSince(SiteId site) {
        @Nullable Held last = held.get(site);
        return last == null ? Instant.MIN : last.current();
    }

    /**
     * Reads one site now, whatever was stored. Does not throw: whoever builds a model goes on with
     * the sessions there are.
     *
     * @throws CancellationException the thread was interrupted, and nothing is to be built
     */
    public void readNow(SiteId site) {
        try {
            read(site, reader.storedEvents().getOrDefault(site, 0L));
        } catch (CancellationException stopped) {
            throw stopped;
        } catch (RuntimeException away) {
            log.debug("the sessions of site {} were not read", site.value(), away);
        }
    }

    /** One at a time: what a read needs is several times what it leaves. */
    private synchronized void read(SiteId site, long stored) {
        Instant began = clock.instant();
        SessionIndex index = new SessionIndex(reader.read(site));
        Instant now = clock.instant();
        @Nullable Held before =
                held.put(
                        site,
                        new Held(
                                new SessionScorer(index, settings.neighborhoodSize()),
                                stored,
                                now,
                                pause(Duration.between(began, now)),
                                began,
                                new AtomicBoolean()));
        if (before == null) {
            log.info("site {} has {} sessions to answer from", site.value(), index.size());
        }
    }

    /** A small site soon, a large one once a refresh, and no site more than a tenth of the time. */
    private Duration pause(Duration took) {
        Duration soon = took.multipliedBy(PAUSE);
        Duration least = took.multipliedBy(LEAST_PAUSE);
        Duration pause = soon.compareTo(settings.refresh()) < 0 ? soon : settings.refresh();
        return pause.compareTo(least) < 0 ? least : pause;
    }
}
