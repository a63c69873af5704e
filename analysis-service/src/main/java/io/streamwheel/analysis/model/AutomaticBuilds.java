package io.streamwheel.analysis.model;

import io.streamwheel.analysis.interaction.StoreListener;
import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * Decides when a site is due for a build that nobody asked for: at its first interactions, when its
 * events have doubled, and on a schedule when there are new ones. A site whose newest build failed
 * waits for the schedule.
 */
public final class AutomaticBuilds implements StoreListener {

    private final BuildLog builds;
    private final ModelBuilds running;
    private final ToLongFunction<SiteId> storedEvents;
    private final Settings settings;
    private final Clock clock;
    private final Map<SiteId, Instant> touched = new ConcurrentHashMap<>();

    public AutomaticBuilds(
            BuildLog builds,
            ModelBuilds running,
            ToLongFunction<SiteId> storedEvents,
            Settings settings,
            Clock clock) {
        this.builds = builds;
        this.running = running;
        this.storedEvents = storedEvents;
        this.settings = settings;
        this.clock = clock;
    }

    /** Only takes a note: the writer must not wait for a decision that reads the store. */
    @Override
    public void stored(SiteId site, Set<Visitor> visitors, int interactions) {
        if (interactions > 0) {
            touched.put(site, clock.instant());
        }
    }

    /**
     * Looks at the sites that got something since the last look. To be called every few seconds.
     */
    public void considerTouched() {
        for (SiteId site : List.copyOf(touched.keySet())) {
            touched.remove(site);
            if (!considerGrowth(site)) {
                touched.putIfAbsent(site, clock.instant());
            }
        }
    }

    /**
     * @return false when it is too early to say, and the site is to be looked at again
     */
    private boolean considerGrowth(SiteId site) {
        long stored = storedEvents.applyAsLong(site);
        List<Build> newest = builds.newest(site, 1);
        if (newest.isEmpty()) {
            if (stored >= settings.firstAfter()) {
                running.start(site, "first-events");
            }
            return true;
        }
        Build last = newest.getFirst();
        if (last.state() == Build.State.FAILED) {
            return true;
        }
        if (last.state() == Build.State.RUNNING
                || last.startedAt().plus(settings.minPause()).isAfter(clock.instant())) {
            return false;
        }
        long before = eventsAt(last);
        if (stored >= settings.firstAfter() && stored >= 2 * before) {
            running.start(site, "growth");
        }
        return true;
    }

    /** Builds for a site that has new events since its last build. To be called on the schedule. */
    public void considerOnSchedule(SiteId site) {
        List<Build> newest = builds.newest(site, 1);
        long stored = storedEvents.applyAsLong(site);
        boolean due =
                newest.isEmpty()
                        ? stored >= settings.firstAfter()
                        : newest.getFirst().state() == Build.State.FAILED
                                || stored > eventsAt(newest.getFirst());
        if (due) {
            running.start(site, "schedule");
        }
    }

    private static long eventsAt(Build build) {
        ScoreCard card = build.scoreCard();
        return card == null ? 0 : card.storedEvents();
    }

    /**
     * When builds start by themselves.
     *
     * @param firstAfter events before the first one
     * @param minPause between the starts of two that growth asks for
     */
    public record Settings(long firstAfter, Duration minPause) {

        public Settings {
            if (firstAfter < 1) {
                throw new IllegalArgumentException("firstAfter must be at least 1: " + firstAfter);
            }
        }
    }
}
