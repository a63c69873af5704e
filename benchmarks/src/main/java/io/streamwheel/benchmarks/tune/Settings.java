package io.streamwheel.benchmarks.tune;

import io.streamwheel.benchmarks.flow.Pipeline.Builds;
import io.streamwheel.benchmarks.stack.ServiceArguments;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is measured, from arguments.
 *
 * @param builds of the services
 * @param knobs whose values are tried
 * @param rounds of all values of each
 * @param seconds of the heavy load
 * @param warmUp seconds of such a load before it
 * @param quietSeconds of the light load after it
 * @param results where the report goes
 */
record Settings(
        Builds builds,
        Set<Knob> knobs,
        int rounds,
        int seconds,
        int warmUp,
        int quietSeconds,
        Path results) {

    static final String HELP =
            """
            TuningBenchmark: what each setting of the pipeline does to rates and latencies, value by value

            --only NAME,...          settings to try (all): %s
            --rounds N               of all values of each setting (2)
            --warm-up SECONDS        of batches after each restart (8)
            --seconds SECONDS        of batches that count (10)
            --quiet-seconds SECONDS  of 1,000 single events a second (15)
            --results DIRECTORY      for tuning.md and tuning.svg (benchmarks/results)
            --ingest JAR, --transform JAR, --analysis JAR
                                     other builds
            --ingest-options OPTIONS, --transform-options OPTIONS, --analysis-options OPTIONS
                                     for one JVM, instead of the Dockerfile's
            """
                    .formatted(String.join(",", names()));

    Settings {
        if (knobs.isEmpty()) {
            throw new IllegalArgumentException("--only names no setting");
        }
        knobs = EnumSet.copyOf(knobs);
        atLeastOne("--rounds", rounds);
        atLeastOne("--seconds", seconds);
        atLeastOne("--warm-up", warmUp);
        atLeastOne("--quiet-seconds", quietSeconds);
    }

    private static void atLeastOne(String argument, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(argument + " must be at least 1: " + value);
        }
    }

    private static Iterable<String> names() {
        return Arrays.stream(Knob.values()).map(Knob::toString).toList();
    }

    static boolean asksForHelp(String[] arguments) {
        return Arrays.asList(arguments).contains("--help");
    }

    static Settings parse(String[] arguments) {
        ServiceArguments services = new ServiceArguments();
        Set<Knob> knobs = EnumSet.allOf(Knob.class);
        int rounds = 2;
        int seconds = 10;
        int warmUp = 8;
        int quietSeconds = 15;
        Path results = Path.of("benchmarks", "results");
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("no value for " + name);
            }
            String value = arguments[i + 1];
            switch (name) {
                case "--only" -> knobs = knobs(value);
                case "--rounds" -> rounds = number(name, value);
                case "--seconds" -> seconds = number(name, value);
                case "--warm-up" -> warmUp = number(name, value);
                case "--quiet-seconds" -> quietSeconds = number(name, value);
                case "--results" -> results = Path.of(value);
                default -> {
                    if (!services.take(name, value)) {
                        throw new IllegalArgumentException("unknown, see --help: " + name);
                    }
                }
            }
        }
        return new Settings(
                Builds.of(services), knobs, rounds, seconds, warmUp, quietSeconds, results);
    }

    private static Set<Knob> knobs(String value) {
        Set<Knob> knobs = EnumSet.noneOf(Knob.class);
        Arrays.stream(value.split(",")).map(String::strip).map(Knob::named).forEach(knobs::add);
        return knobs;
    }

    private static int number(String argument, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(argument + " must be a number: " + value, e);
        }
    }

    /** How often a service is restarted and measured. */
    int turns() {
        return rounds * knobs.stream().mapToInt(knob -> knob.tried().size()).sum();
    }
}
