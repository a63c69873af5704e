package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.stack.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Streamwheel beside its peers: RabbitMQ's PerfTest, a bare application of Spring Boot's web
 * starter, {@code COPY}, {@code pgbench}. Starts a broker, a database and the services, warms
 * everything, gives each its turn in every round, accounts for every event, and writes a report.
 */
public final class CompareBenchmark {

    private final Settings settings;
    private final Board board = new Board();

    private CompareBenchmark(Settings settings) {
        this.settings = settings;
    }

    /** Exit code 1 when an event was lost or doubled. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        Settings settings = Settings.parse(arguments);
        boolean counts;
        try (Scratch scratch = Scratch.make("compare-benchmark")) {
            counts = new CompareBenchmark(settings).run(scratch);
        }
        System.exit(counts ? 0 : 1);
    }

    private boolean run(Scratch scratch) throws Exception {
        Ground ground = Ground.start(settings, scratch);
        Machine machine = Machine.of(ground);
        List<Part> parts = new ArrayList<>();
        try {
            for (Row row : Row.values()) {
                if (settings.rows().contains(row) && row != Row.STARTS) {
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
        write(machine);
        return board.counts();
    }

    private void rounds(List<Part> parts) throws Exception {
        long start = System.nanoTime();
        for (Part part : parts) {
            part.warmUp();
        }
        say("warm after %.0f s", (System.nanoTime() - start) / 1e9);
        for (int round = 1; round <= settings.rounds(); round++) {
            say("round %d", round);
            for (Part part : parts) {
                part.measure("r" + round, board);
            }
        }
        say("measured after %.0f s", (System.nanoTime() - start) / 1e9);
    }

    /** After all rounds: whoever has started again is no longer warm. */
    private void starts(Ground ground) throws Exception {
        Part starts = part(Row.STARTS, ground);
        for (int round = 1; round <= settings.rounds(); round++) {
            starts.measure("r" + round, board);
        }
    }

    private static Part part(Row row, Ground ground) throws Exception {
        return switch (row) {
            case PERFTEST -> new PerfTestPart(ground);
            case EVENTS -> new EventsPart(ground);
            case SINGLE -> new SinglePart(ground);
            case LISTS -> new ListsPart(ground);
            case LATENCY -> new LatencyPart(ground);
            case VISIBLE -> new VisiblePart(ground);
            case OVERLOAD -> new OverloadPart(ground);
            case STORE -> new StorePart(ground);
            case PGBENCH -> new PgbenchPart(ground);
            case STARTS -> new StartsPart(ground);
        };
    }

    private void write(Machine machine) throws IOException {
        Files.createDirectories(settings.results());
        String report = Report.of(settings, board, machine, "compare.svg");
        Path file = settings.results().resolve("compare.md");
        Files.writeString(file, report);
        Files.writeString(settings.results().resolve("compare.svg"), Plot.of(board));
        System.out.print(report);
        System.out.println("written to " + file);
    }

    private static void say(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }
}
