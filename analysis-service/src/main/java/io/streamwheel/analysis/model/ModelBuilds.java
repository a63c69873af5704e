package io.streamwheel.analysis.model;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.Progress;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds models in the background, one after the other in this process and at most one per site in
 * all processes: read the past, let the candidates compete, publish the best, serve it.
 */
public final class ModelBuilds implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ModelBuilds.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final BuildLog builds;
    private final TrainingReader reader;
    private final Candidates candidates;
    private final ModelStore store;
    private final ModelRegistry registry;
    private final ToLongFunction<SiteId> storedEvents;
    private final ModelSettings settings;
    private final Clock clock;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(background("model-build"));
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(named("model-heartbeat"));
    private volatile boolean closing;
    private volatile @Nullable Thread building;

    /**
     * @param storedEvents how many events a site has, by which later builds are due
     */
    public ModelBuilds(
            BuildLog builds,
            TrainingReader reader,
            Candidates candidates,
            ModelStore store,
            ModelRegistry registry,
            ToLongFunction<SiteId> storedEvents,
            ModelSettings settings,
            Clock clock) {
        this.builds = builds;
        this.reader = reader;
        this.candidates = candidates;
        this.store = store;
        this.registry = registry;
        this.storedEvents = storedEvents;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Begins a build and does not wait for it; while one runs, the answer is that one.
     *
     * @throws IllegalStateException this is closed
     */
    public Build start(SiteId site, String trigger) {
        if (closing) {
            throw new IllegalStateException("no build begins while the process ends");
        }
        BuildLog.Opened opened =
                builds.open(
                        site,
                        trigger,
                        clock.instant(),
                        clock.instant().minus(settings.staleAfter()));
        if (opened.begun()) {
            log.info("build {} of site {} begins ({})", opened.build().id(), site.value(), trigger);
            Watch watch = new Watch(opened.build());
            heart.scheduleWithFixedDelay(
                    watch::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
            execute(opened.build(), watch);
        }
        return opened.build();
    }

    private void execute(Build build, Watch watch) {
        try {
            worker.execute(() -> run(build, watch));
        } catch (RejectedExecutionException closed) {
            watch.over = true;
            fail(build, "ended early: the process ends");
        }
    }

    private void run(Build build, Watch watch) {
        building = Thread.currentThread();
        try {
            watch.goOn();
            long stored = storedEvents.applyAsLong(build.site());
            TrainingData data = reader.read(build.site());
            watch.at(0.1);
            Candidates.Outcome outcome = candidates.choose(data, watch.part(0.1, 0.95));
            watch.goOn();
            publish(build, data, outcome, stored);
        } catch (RuntimeException failed) {
            building = null;
            boolean _ = Thread.interrupted(); // else its end cannot be written down
            if (failed instanceof CancellationException || watch.cancelled()) {
                fail(build, "ended early: " + failed.getMessage());
            } else {
                log.warn("build {} failed", build.id(), failed);
                fail(build, "the build failed; the log has the cause");
            }
        } catch (OutOfMemoryError full) {
            log.error("build {} does not fit in memory", build.id(), full);
            fail(build, "the data does not fit in the memory of this process");
        } finally {
            building = null;
            watch.over = true;
        }
    }

    private void publish(
            Build build, TrainingData data, Candidates.Outcome outcome, long storedEvents) {
        ItemItemModel neighbors = outcome.neighbors();
        ServedModel model = ServedModel.of(build, clock.instant(), neighbors, outcome.popularity());
        ScoreCard card =
                new ScoreCard(
                        outcome.baseline(),
                        outcome.repeats(),
                        outcome.returns(),
                        outcome.scores(),
                        outcome.testVisitors(),
                        neighbors == null ? 0 : neighbors.size(),
                        outcome.popularity().size(),
                        neighbors == null ? 0 : neighbors.checksum(),
                        outcome.popularity().checksum(),
                        storedEvents);
        Build finished =
                build.succeeded(
                        model.trainedAt(),
                        data.interactions(),
                        card,
                        model.name(),
                        outcome.reason());
        if (store.publish(finished, model, settings.keptVersions())) {
            registry.serve(build.site(), model);
            log.info("build {} is served: {}", build.id(), outcome.reason());
        } else {
            log.warn("build {} was given up by another process and is not served", build.id());
        }
    }

    private void fail(Build build, String reason) {
        try {
            builds.note(build.failed(clock.instant(), reason));
        } catch (RuntimeException unreachable) {
            log.warn(
                    "build {} failed and cannot be marked so; it will be found stale: {}",
                    build.id(),
                    unreachable.getMessage());
        }
    }

    /**
     * Ends what runs by an interrupt, marks it failed, and waits up to five seconds for that. A
     * second call does not wait.
     */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        worker.shutdown();
        Thread running = building;
        if (running != null) {
            running.interrupt();
        }
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("a model build did not end in time; another process will find it stale");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        heart.shutdownNow();
    }

    /**
     * Requests come first, where the machine lets priorities count ({@code
     * -XX:ThreadPriorityPolicy=1}). The threads that a training starts inherit it.
     */
    private static ThreadFactory background(String name) {
        return Thread.ofPlatform().name(name).daemon().priority(Thread.MIN_PRIORITY).factory();
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().name(name).daemon().factory();
    }

    /** Writes the progress of one build once a second, and hears whether it is to go on. */
    private final class Watch implements Progress {

        private final Build build;
        private volatile double share;
        private volatile boolean over;
        private volatile boolean givenUp;

        Watch(Build build) {
            this.build = build;
        }

        @Override
        public void at(double share) {
            this.share = share;
        }

        @Override
        public boolean cancelled() {
            return closing || givenUp;
        }

        void goOn() {
            if (cancelled()) {
                throw new CancellationException(closing ? "the process ends" : "given up");
            }
        }

        void beat() {
            if (over) {
                throw new CancellationException("the build is over");
            }
            try {
                givenUp = !builds.note(build.at(share, clock.instant())) && !over;
            } catch (RuntimeException unreachable) {
                log.debug("the heartbeat of build {} was not written", build.id(), unreachable);
            }
        }
    }
}
