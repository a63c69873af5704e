package io.streamwheel.benchmarks.serving;

import io.streamwheel.benchmarks.stack.KeptConnection;
import io.streamwheel.benchmarks.stack.Latencies;
import io.streamwheel.benchmarks.stack.OpenLoop;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.benchmarks.store.StoreContest;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What things cost on a site with a past of some size.
 *
 * @param interactions of the past, about
 * @param buildSeconds of a model of all of it
 * @param listMillis a personal list, the median
 * @param storeMicros of the clock for each further event, with the writers of {@code StoreContest}
 */
public record SiteCosts(
        int interactions,
        int users,
        int items,
        double buildSeconds,
        double listMillis,
        double storeMicros) {

    private static final int RATE = 200;
    private static final double MICROS = 1e6;

    /**
     * How large, and how long it is asked.
     *
     * @param seconds of asking for lists, after as many to warm up
     * @param stored events that are added, after as many to warm up
     */
    public record Size(int interactions, int users, int items, int seconds, int stored) {

        /** So many times everything but the effort. */
        public Size times(int factor) {
            return new Size(interactions * factor, users * factor, items * factor, seconds, stored);
        }
    }

    /** Starts what is needed, measures, and ends it. */
    public static SiteCosts of(Size size) throws Exception {
        Settings settings =
                Settings.parse(
                        new String[] {
                            "--interactions", String.valueOf(size.interactions),
                            "--users", String.valueOf(size.users),
                            "--items", String.valueOf(size.items),
                            "--rate", String.valueOf(RATE),
                            "--events", "0"
                        });
        try (Scratch scratch = Scratch.make("site-costs")) {
            Services services = Services.start(scratch, settings);
            long start = System.nanoTime();
            String build = services.models().beginBuild();
            Work.await(() -> !services.models().outcome(build).isEmpty());
            double buildSeconds = (System.nanoTime() - start) / 1e9;
            Work.await(() -> services.models().hasLists(build));
            Duration time = Duration.ofSeconds(size.seconds);
            lists(services, settings, time);
            Latencies lists = lists(services, settings, time);
            if (lists.refused() + lists.broken() > 0) {
                throw new IllegalStateException("lists were refused: " + lists.refusals());
            }
            return new SiteCosts(
                    size.interactions,
                    size.users,
                    size.items,
                    buildSeconds,
                    lists.millis(50),
                    storeMicros(scratch, services, size));
        }
    }

    private static Latencies lists(Services services, Settings settings, Duration time)
            throws Exception {
        return new OpenLoop(
                        services.lists("u0"),
                        settings.rate(),
                        settings.connections(),
                        () -> {
                            int user = ThreadLocalRandom.current().nextInt(settings.users());
                            return KeptConnection.get(
                                    services.lists("u" + user), Services.SERVER_KEY);
                        })
                .run(time);
    }

    private static double storeMicros(Scratch scratch, Services services, Size size)
            throws Exception {
        try (StoreContest contest =
                StoreContest.open(
                        services.database(), scratch, size.stored, size.users, size.items)) {
            contest.product("grown-warm", 0);
            double rate = contest.product("grown", 0);
            if (!contest.faults().isEmpty()) {
                throw new IllegalStateException("the store: " + contest.faults());
            }
            return MICROS / rate;
        }
    }
}
