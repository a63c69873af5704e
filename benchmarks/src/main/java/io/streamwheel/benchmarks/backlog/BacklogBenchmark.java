package io.streamwheel.benchmarks.backlog;

import io.streamwheel.benchmarks.flow.Accounting;
import io.streamwheel.benchmarks.flow.Course;
import io.streamwheel.benchmarks.flow.Look;
import io.streamwheel.benchmarks.flow.Passage;
import io.streamwheel.benchmarks.flow.Passage.Passed;
import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.flow.Posted;
import io.streamwheel.benchmarks.flow.Totals;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.Wrk;
import io.streamwheel.benchmarks.stack.Wrk.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A million events wait, then transform and analysis start: does the backlog drain at no less than
 * the steady rate, with flat memory? Starts a broker, a database and the three services, measures
 * how many events a second go from the door to a committed row, stops the two stages behind the
 * door, fills the first queue, starts them again and looks on. Everything that was confirmed must
 * be stored once.
 */
public final class BacklogBenchmark {

    private static final int WARM_UP_SECONDS = 5;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(120);
    private static final Duration LONGEST_FILLING = Duration.ofMinutes(20);

    private final Settings settings;
    private final Pipeline pipeline;
    private final Passage passage;
    private final Wrk wrk;
    private final Report report = new Report();

    private BacklogBenchmark(Settings settings, Pipeline pipeline, Wrk wrk) {
        this.settings = settings;
        this.pipeline = pipeline;
        this.passage = new Passage(pipeline);
        this.wrk = wrk;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        Settings settings = Settings.parse(arguments);
        boolean counts;
        try (Scratch scratch = Scratch.make("backlog-benchmark")) {
            Wrk wrk =
                    Wrk.posting(
                            scratch, Pipeline.WRITE_KEY, settings.connections(), settings.batch());
            counts =
                    new BacklogBenchmark(
                                    settings,
                                    Pipeline.start(scratch, settings.builds(), Map.of()),
                                    wrk)
                            .run();
        }
        System.exit(counts ? 0 : 1);
    }

    private boolean run() throws Exception {
        warmUp();
        for (int round = 1; round <= settings.rounds() && report.counts(); round++) {
            steady("steady" + round);
        }
        if (report.counts()) {
            backlog();
        }
        report.printFaults(System.out);
        return report.counts();
    }

    private void warmUp() throws Exception {
        long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        long stored = 0;
        for (int i = 1; stored < settings.warmUp() && System.nanoTime() < end; i++) {
            String run = "warm-up" + i;
            stored += through(run, WARM_UP_SECONDS).totals().stored();
        }
        say("warm after %,d events", stored);
    }

    /** From the first POST to everything stored. */
    private void steady(String run) throws Exception {
        Usage before = Usage.of(pipeline);
        Course course = through(run, settings.seconds());
        report.steady(course.rate());
        say(
                "%s %,.0f events/s: %,d in %.1f s; %s; resident MiB, most:%s",
                run,
                course.rate(),
                course.totals().decided(),
                course.seconds(),
                Usage.of(pipeline).since(before, course.totals().decided()),
                mostMemory(course));
    }

    private static String mostMemory(Course course) {
        StringBuilder line = new StringBuilder();
        for (Service service : Service.values()) {
            line.append(' ').append(service.slug());
            line.append(course.memory(service).mostMebibytes());
        }
        return line.toString();
    }

    /** Posts for so long, and waits until all of it is stored. */
    private Course through(String run, int seconds) throws Exception {
        Passed<Load> passed =
                passage.through(() -> wrk.post(pipeline.door(), run, seconds), this::posted);
        tellOfFaults(run, passed.load());
        report.faults(run, passed.faults());
        return passed.course();
    }

    private Posted posted(Load load) {
        return Posted.of(load, settings.connections(), settings.batch());
    }

    private void backlog() throws Exception {
        Look rest = pipeline.look(0);
        pipeline.stopBehindTheDoor();
        long published = pipeline.published();
        long unpublished = pipeline.unpublished();
        List<Load> loads = fill();
        long waiting = pipeline.published() - published;
        say("%,d events wait, in %,d messages", waiting, pipeline.collected());

        long starting = System.nanoTime();
        pipeline.startBehindTheDoor();
        long start = System.nanoTime();
        Look ready = pipeline.look(0);
        say("both are ready; %,d messages wait in events.enriched", ready.enriched());
        Usage before = Usage.of(pipeline);
        Course drain = passage.watch(ready, start, null);
        say("drained; %s", Usage.of(pipeline).since(before, drain.totals().decided()));

        Totals all = drain.looks().getLast().totals().minus(rest.totals());
        loads.forEach(load -> tellOfFaults("backlog", load));
        Posted posted = loads.stream().map(this::posted).reduce(new Posted(0, 0), Posted::plus);
        report.faults(
                "backlog",
                new Accounting(
                                posted,
                                pipeline.published() - published,
                                pipeline.unpublished() - unpublished,
                                all)
                        .faults());
        report.print(
                System.out,
                drain,
                (start - starting) / 1e9,
                ready.totals().minus(rest.totals()).decided());
    }

    /** Posts until enough is confirmed, in pieces that become as short as what is left needs. */
    private List<Load> fill() throws Exception {
        List<Load> loads = new ArrayList<>();
        long end = System.nanoTime() + LONGEST_FILLING.toNanos();
        long confirmed = 0;
        double seconds = 0;
        int next = 1;
        while (confirmed < settings.events() && System.nanoTime() < end) {
            Load load = wrk.post(pipeline.door(), "backlog" + loads.size(), next);
            loads.add(load);
            confirmed += confirmed(load);
            seconds += load.seconds();
            double left = (settings.events() - confirmed) * seconds / Math.max(1, confirmed);
            next = (int) Math.clamp(Math.round(left), 1, settings.seconds());
        }
        say("%,d events confirmed at %,.0f/s, nobody taking them", confirmed, confirmed / seconds);
        return loads;
    }

    private long confirmed(Load load) {
        return (load.requests() - load.refused()) * settings.batch();
    }

    private static void tellOfFaults(String when, Load load) {
        if (load.refused() + load.broken() > 0) {
            say("%s: %,d requests refused, %,d broken", when, load.refused(), load.broken());
        }
    }

    private static void say(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }
}
