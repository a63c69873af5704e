package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.report.Machine;
import io.streamwheel.benchmarks.stack.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Streamwheel beside its peers: RabbitMQ's PerfTest, a bare application of Spring Boot's web
 * starter, {@code COPY}, {@code pgbench}. Starts a broker, a database and the services, warms
 * everything, gives each its turn in every round, accounts for every event, and writes a report.
 */
public final class CompareBenchmark {

    private final Settings settings;
    private final Board board = new Board(System.out::println);

    private CompareBenchmark(Settings settings) {
        this.settings = settings;
    }

    /** Exit code 1 when an event was lost or doubled. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        Settings settings = Settings.parse(arguments);
        CompareBenchmark benchmark = new CompareBenchmark(settings);
        Machine machine;
        try (Scratch scratch = Scratch.make("compare-benchmark")) {
            machine = benchmark.run(scratch);
        }
        benchmark.write(machine, settings.rows().contains(Row.GROWTH) ? benchmark.growth() : null);
        System.exit(benchmark.board.counts() ? 0 : 1);
    }

    private Machine run(Scratch scratch) throws Exception {
        String load = Machine.load();
        Ground ground = Ground.start(settings, scratch);
        Machine machine = Machine.of(ground.pipeline(), load);
        List<Part> parts = new ArrayList<>();
        try {
            for (Row row : Row.values()) {
                if (settings.rows().contains(row) && !row.isAfterAll()) {
                    parts.add(part(row, ground));
                }
            }
            rounds(parts);
        } finally {
            parts.forEach(Part::close);
        }
        if (settings.rows().contains(Row.STARTS)) {
            starts(ground);
        }
        return machine;
    }

    /** On servers of its own, one size after the other. */
    private Growth growth() throws Exception {
        say("growth");
        return Growth.measure(settings.smallestSite());
    }

    private void rounds(List<Part> parts) throws Exception {
        long start = System.nanoTime();
        Board warm = new Board(_ -> {});
        for (Part part : parts) {
            part.warmUp(warm);
            say("warm after %.0f s: %s", seconds(start), part.getClass().getSimpleName());
        }
        board.faults("warm-up", warm.faults());
        for (int round = 1; round <= settings.rounds(); round++) {
            say("round %d", round);
            for (Part part : parts) {
                part.measure("r" + round, board);
            }
        }
        say("measured after %.0f s", seconds(start));
    }

    /** After all rounds: whoever has started again is no longer warm. */
    private void starts(Ground ground) throws Exception {
        Part starts = new StartsPart(ground);
        for (int round = 1; round <= settings.rounds(); round++) {
            starts.measure("r" + round, board);
        }
    }

    private static Part part(Row row, Ground ground) throws Exception {
        return switch (row) {
            case PERFTEST -> new PerfTestPart(ground);
            case EVENTS -> new EventsPart(ground);
            case SINGLE -> new SinglePart(ground);
            case LISTS -> ListsPart.seeded(ground);
            case LATENCY -> new LatencyPart(ground);
            case VISIBLE -> new VisiblePart(ground);
            case OVERLOAD -> new OverloadPart(ground);
            case STORE -> new StorePart(ground);
            case PGBENCH -> new PgbenchPart(ground);
            case STARTS, GROWTH -> throw new IllegalArgumentException("after all: " + row);
        };
    }

    private void write(Machine machine, @Nullable Growth growth) throws IOException {
        Files.createDirectories(settings.results());
        String report = Report.of(settings, board, machine, "compare.svg");
        if (growth != null) {
            report += Report.of(growth, "compare-growth.svg");
            Files.writeString(
                    settings.results().resolve("compare-growth.svg"), GrowthPlot.of(growth));
        }
        Path file = settings.results().resolve("compare.md");
        Files.writeString(file, report);
        Files.writeString(settings.results().resolve("compare.svg"), Plot.of(board));
        System.out.print(report);
        System.out.println("written to " + file);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void say(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }
}
