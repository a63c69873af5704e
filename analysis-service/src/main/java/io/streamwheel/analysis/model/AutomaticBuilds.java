package io.streamwheel.analysis.model;

import io.streamwheel.analysis.interaction.SiteChange;
import io.streamwheel.analysis.interaction.StoreListener;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Decides when a site is due for a build that nobody asked for: at its first interactions, when its
 * events have doubled, and on a schedule when there are new ones. However fast a site grows, builds
 * leave most of the time to what it grows by. A site whose newest build failed waits for the
 * schedule.
 */
public final class AutomaticBuilds implements StoreListener {

    private final Function<SiteId, Optional<Build>> newest;
    private final BiConsumer<SiteId, String> start;
    private final ToLongFunction<SiteId> storedEvents;
    private final Settings settings;
    private final Clock clock;
    private final Map<SiteId, Instant> touched = new ConcurrentHashMap<>();

    /**
     * @param newest a site's last build
     * @param start begins a build of a site, for a reason of one word
     * @param storedEvents how many a site has
     */
    public AutomaticBuilds(
            Function<SiteId, Optional<Build>> newest,
            BiConsumer<SiteId, String> start,
            ToLongFunction<SiteId> storedEvents,
            Settings settings,
            Clock clock) {
        this.newest = newest;
        this.start = start;
        this.storedEvents = storedEvents;
        this.settings = settings;
        this.clock = clock;
    }

    /** Only takes a note: the writer must not wait for a decision that reads the store. */
    @Override
    public void stored(SiteChange change) {
        if (change.interactions() > 0) {
            touched.put(change.site(), clock.instant());
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
        Build last = newest.apply(site).orElse(null);
        if (last == null) {
            if (stored >= settings.firstAfter()) {
                start.accept(site, "first-events");
            }
            return true;
        }
        if (last.state() == Build.State.FAILED) {
            return true;
        }
        if (last.state() == Build.State.RUNNING
                || clock.instant().isBefore(settings.nextAfter(last))) {
            return false;
        }
        long before = eventsAt(last);
        if (stored >= settings.firstAfter() && stored >= 2 * before) {
            start.accept(site, "growth");
        }
        return true;
    }

    /** Builds for a site that has new events since its last build. To be called on the schedule. */
    public void considerOnSchedule(SiteId site) {
        Build last = newest.apply(site).orElse(null);
        long stored = storedEvents.applyAsLong(site);
        boolean due =
                last == null
                        ? stored >= settings.firstAfter()
                        : last.state() == Build.State.FAILED || stored > eventsAt(last);
        if (due) {
            start.accept(site, "schedule");
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
     * @param maxShare how much of the time builds of a site may take while it grows, above 0, at
     *     most 1: one that took a minute is followed after ten minutes with 0.1
     */
    public record Settings(long firstAfter, Duration minPause, double maxShare) {

        public Settings {
            if (firstAfter < 1) {
                throw new IllegalArgumentException("firstAfter must be at least 1: " + firstAfter);
            }
            if (!(maxShare > 0 && maxShare <= 1)) {
                throw new IllegalArgumentException(
                        "maxShare must be above 0, at most 1: " + maxShare);
            }
        }

        /** When growth may ask for the next one at the earliest. */
        private Instant nextAfter(Build last) {
            Instant ended = last.finishedAt() == null ? last.heartbeatAt() : last.finishedAt();
            long took = Duration.between(last.startedAt(), ended).toMillis();
            Duration pause = Duration.ofMillis(Math.round(took / maxShare));
            return last.startedAt().plus(pause.compareTo(minPause) > 0 ? pause : minPause);
        }
    }
}
