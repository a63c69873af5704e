package io.streamwheel.benchmarks.tune;

import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.report.Machine;
import io.streamwheel.benchmarks.report.Numbers;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.benchmarks.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The curve of each setting that an operator may touch. Starts a broker, a database and the three
 * services; for each value restarts the service whose setting it is, warms it, and measures what
 * goes through at most and how late an event is when little comes in. Accounts for every event, and
 * writes a report.
 */
public final class TuningBenchmark {

    private static final String REPORT = "tuning.md";
    private static final String PLOT = "tuning.svg";

    private final Settings settings;
    private final Pipeline pipeline;
    private final Machine machine;
    private final Trial trial;
    private final Results results;
    private @Nullable Service changed;
    private int done;
    private Duration spent = Duration.ZERO;

    private TuningBenchmark(
            Settings settings, Pipeline pipeline, Machine machine, Trial trial, Results results) {
        this.settings = settings;
        this.pipeline = pipeline;
        this.machine = machine;
        this.trial = trial;
        this.results = results;
    }

    /** Exit code 1 when an event was lost or doubled. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        if (Settings.asksForHelp(arguments)) {
            System.out.print(Settings.HELP);
            return;
        }
        Settings settings = Settings.parse(arguments);
        Results results = new Results();
        try (Scratch scratch = Scratch.make("tuning-benchmark")) {
            String load = Machine.load();
            Pipeline pipeline = Pipeline.start(scratch, settings.builds(), environment());
            new TuningBenchmark(
                            settings,
                            pipeline,
                            Machine.of(pipeline, load),
                            new Trial(settings, pipeline, scratch, results),
                            results)
                    .run();
        }
        System.exit(results.counts() ? 0 : 1);
    }

    /** A build of the models during one value's turn would be that value's loss. */
    private static Map<String, String> environment() {
        return Map.of("STREAMWHEEL_ANALYSIS_MODELS_AUTOMATIC_ENABLED", "false");
    }

    private void run() throws Exception {
        for (Knob knob : settings.knobs()) {
            restoreOthers(knob);
            for (int round = 1; round <= settings.rounds(); round++) {
                for (String value : knob.tried(round)) {
                    turn(knob, value, round);
                    // What is measured stays measured, whatever becomes of the next value.
                    write();
                }
            }
        }
        System.out.print(report());
        System.out.println("written to " + settings.results().resolve(REPORT));
    }

    /** Everything but this one's service runs with defaults, and is warm. */
    private void restoreOthers(Knob knob) throws Exception {
        if (changed == knob.service()) {
            return;
        }
        if (changed != null) {
            pipeline.restart(changed);
        }
        changed = knob.service();
        trial.warmUp(knob.toString());
    }

    private void turn(Knob knob, String value, int round) throws Exception {
        long start = System.nanoTime();
        pipeline.restart(knob.service(), knob.options(value));
        String run = "%s-%d-r%d".formatted(knob, knob.tried().indexOf(value), round);
        int faults = results.faults().size();
        Turn turn = trial.measure(run, knob.service());
        results.add(knob, value, turn);
        results.faults().stream().skip(faults).forEach(fault -> say("FAULT %s", fault));
        done++;
        spent = spent.plusNanos(System.nanoTime() - start);
        say(
                "%-16s %8s r%d: door %s/s, stored %s/s, %s us; door p99 %s ms, visible p99 %s ms (%s)",
                knob,
                value,
                round,
                Numbers.of(turn.confirmed()),
                Numbers.of(turn.stored()),
                Numbers.of(turn.cpuMicros()),
                Numbers.of(turn.doorP99()),
                Numbers.of(turn.visibleP99()),
                new Progress(done, settings.turns(), spent).words());
    }

    private void write() throws IOException {
        Path directory = Files.createDirectories(settings.results());
        Files.writeString(directory.resolve(REPORT), report());
        Files.writeString(directory.resolve(PLOT), Plot.of(results));
    }

    private String report() {
        return Report.of(settings, results, machine, PLOT);
    }

    private static void say(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }
}
