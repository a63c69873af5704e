package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Pipeline.Builds;
import io.streamwheel.benchmarks.serving.SiteCosts;
import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.ServiceArguments;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What is compared, from arguments.
 *
 * @param builds of the services
 * @param echo the application of the web starter
 * @param peers the directory of peers with a build of their own
 * @param rows what is measured
 * @param rounds of all rows, in turns
 * @param seconds of each load
 * @param warmUp seconds of each load before the first round
 * @param connections kept open by the load generator that posts
 * @param batch events in each request of those
 * @param readers connections of the one that asks
 * @param storeEvents of each turn of the store
 * @param grown interactions of the smallest site of row growth
 * @param automaticModels whether analysis builds models when it likes
 * @param results where the report goes
 */
record Settings(
        Builds builds,
        Path echo,
        Path peers,
        Set<Row> rows,
        int rounds,
        int seconds,
        int warmUp,
        int connections,
        int batch,
        int readers,
        int storeEvents,
        int grown,
        boolean automaticModels,
        Path results) {

    private static final int MOST_IN_A_REQUEST = 500;
    private static final int LIGHT = 3;
    private static final int LEAST_STORED = 2_000;
    private static final int LEAST_GROWN = 12_000;

    Settings {
        rows = Set.copyOf(rows);
        if (rows.isEmpty() || rounds < 1 || seconds < 1 || connections < 1 || readers < 1) {
            throw new IllegalArgumentException(
                    "a row, a round, a second and a connection are the least");
        }
        if (batch < 1 || batch > MOST_IN_A_REQUEST) {
            throw new IllegalArgumentException(
                    "the door takes 1 to " + MOST_IN_A_REQUEST + " events, not " + batch);
        }
        if (grown < LEAST_GROWN) {
            throw new IllegalArgumentException("a site has at least " + LEAST_GROWN + " events");
        }
        if (warmUp < 1 || storeEvents < LEAST_STORED) {
            throw new IllegalArgumentException(
                    "a second of warming up and " + LEAST_STORED + " events are the least");
        }
        if (rows.contains(Row.OVERLOAD) && !rows.contains(Row.EVENTS)) {
            throw new IllegalArgumentException("the peak that overload exceeds is of row events");
        }
    }

    /** What a row is measured with: {@code --quick} is short and coarse. */
    private static final class Given {

        private final ServiceArguments services = new ServiceArguments();
        private Path echo = Path.of("benchmarks", "target", "benchmarks-echo.jar");
        private Path peers = Path.of("benchmarks", "peers");
        private Path results = Path.of("benchmarks", "results");
        private Set<Row> rows = EnumSet.complementOf(EnumSet.of(Row.GROWTH));
        private int rounds = 3;
        private int seconds = 10;
        private int warmUp = 30;
        private int connections = 64;
        private int batch = 50;
        private int readers = 8;
        private int storeEvents = 200_000;
        private int grown = 100_000;
        private boolean automaticModels;

        private void quick() {
            rounds = 1;
            seconds = 3;
            warmUp = 4;
            storeEvents = 40_000;
            grown = 20_000;
        }

        private void take(String argument, String value) {
            switch (argument) {
                case "--echo" -> echo = Path.of(value);
                case "--peers-in" -> peers = Path.of(value);
                case "--results" -> results = Path.of(value);
                case "--rows" -> rows = rows(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--warm-up" -> warmUp = Integer.parseInt(value);
                case "--connections" -> connections = Integer.parseInt(value);
                case "--batch" -> batch = Integer.parseInt(value);
                case "--readers" -> readers = Integer.parseInt(value);
                case "--store-events" -> storeEvents = Integer.parseInt(value);
                case "--growth-from" -> grown = Integer.parseInt(value);
                case "--automatic-models" -> automaticModels = Boolean.parseBoolean(value);
                default -> {
                    if (!services.take(argument, value)) {
                        throw new IllegalArgumentException("unknown: " + argument);
                    }
                }
            }
        }

        private static Set<Row> rows(String value) {
            Set<Row> rows = EnumSet.noneOf(Row.class);
            Arrays.stream(value.split(",")).map(String::strip).map(Row::named).forEach(rows::add);
            return rows;
        }

        private Settings settings() {
            return new Settings(
                    Builds.of(services),
                    echo,
                    peers,
                    rows,
                    rounds,
                    seconds,
                    warmUp,
                    connections,
                    batch,
                    readers,
                    storeEvents,
                    grown,
                    automaticModels,
                    results);
        }
    }

    /**
     * {@code --name value}, and {@code --quick}, which those after it refine, and {@code --growth}.
     */
    static Settings parse(String[] arguments) {
        Given given = new Given();
        int i = 0;
        while (i < arguments.length) {
            if (arguments[i].equals("--quick")) {
                given.quick();
                i++;
            } else if (arguments[i].equals("--growth")) {
                given.rows.add(Row.GROWTH);
                i++;
            } else if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("no value for " + arguments[i]);
            } else {
                given.take(arguments[i], arguments[i + 1]);
                i += 2;
            }
        }
        return given.settings();
    }

    /** Seconds of a load that is no heavy one, before the first round. */
    int lightWarmUp() {
        return Math.min(warmUp, LIGHT);
    }

    /** In the proportions of {@code ServingBenchmark}. */
    SiteCosts.Size smallestSite() {
        return new SiteCosts.Size(grown, grown / 160, grown / 270, seconds, storeEvents);
    }

    /** Of the door's JVM, which the bare application has as well. */
    String doorOptions() {
        return Objects.requireNonNull(builds.options().get(Service.INGEST));
    }
}
