package io.streamwheel.benchmarks.backlog;

import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.Wrk;
import io.streamwheel.benchmarks.stack.Wrk.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

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
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(20);

    /** Without a change for so long, nothing will come any more. */
    private static final Duration STALL = Duration.ofSeconds(120);

    /** Everything decided, and nothing new for so long: at rest. */
    private static final Duration REST = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Settings settings;
    private final Services services;
    private final Wrk wrk;
    private final Report report = new Report();

    private BacklogBenchmark(Settings settings, Services services, Wrk wrk) {
        this.settings = settings;
        this.services = services;
        this.wrk = wrk;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        Settings settings = Settings.parse(arguments);
        boolean counts;
        try (Scratch scratch = Scratch.make("backlog-benchmark")) {
            Wrk wrk =
                    new Wrk(scratch, Services.WRITE_KEY, settings.connections(), settings.batch());
            counts = new BacklogBenchmark(settings, Services.start(scratch, settings), wrk).run();
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
        Usage before = Usage.of(services);
        Course course = through(run, settings.seconds());
        report.steady(course.rate());
        say(
                "%s %,.0f events/s: %,d in %.1f s; %s; resident MiB, most:%s",
                run,
                course.rate(),
                course.totals().decided(),
                course.seconds(),
                Usage.of(services).since(before, course.totals().decided()),
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
        long published = services.published();
        long start = System.nanoTime();
        Look first = services.look(0);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Callable<Load> post = () -> wrk.post(services.door(), run, seconds);
            Future<Load> load = thread.submit(post);
            Course course = watch(first, start, load);
            account(run, List.of(load.get()), services.published() - published, course.totals());
            return course;
        }
    }

    private void backlog() throws Exception {
        Look rest = services.look(0);
        services.stopBehindTheDoor();
        long published = services.published();
        List<Load> loads = fill();
        long waiting = services.published() - published;
        say("%,d events wait, in %,d messages", waiting, services.collected());

        long starting = System.nanoTime();
        services.startBehindTheDoor();
        long start = System.nanoTime();
        Look ready = services.look(0);
        say("both are ready; %,d messages wait in events.enriched", ready.enriched());
        Usage before = Usage.of(services);
        Course drain = watch(ready, start, null);
        say("drained; %s", Usage.of(services).since(before, drain.totals().decided()));

        Totals all = drain.looks().getLast().totals().minus(rest.totals());
        account("backlog", loads, services.published() - published, all);
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
            Load load = wrk.post(services.door(), "backlog" + loads.size(), next);
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

    private void account(String when, List<Load> loads, long published, Totals totals) {
        long confirmed = 0;
        long underWay = 0;
        for (Load load : loads) {
            confirmed += confirmed(load);
            underWay += (settings.connections() + load.broken()) * settings.batch();
            if (load.refused() + load.broken() > 0) {
                say("%s: %,d requests refused, %,d broken", when, load.refused(), load.broken());
            }
        }
        report.faults(when, new Accounting(confirmed, underWay, published, totals).faults());
    }

    /**
     * Looks on until everything that the door has ever published is decided and nothing changes, or
     * nothing will come any more.
     *
     * @param load what must have ended before; none when nobody posts
     */
    private Course watch(Look first, long start, @Nullable Future<Load> load) throws Exception {
        List<Look> looks = new ArrayList<>(List.of(first));
        double changed = 0;
        while (true) {
            Thread.sleep(PAUSE);
            double seconds = (System.nanoTime() - start) / 1e9;
            Look look = services.look(seconds);
            if (!look.totals().equals(looks.getLast().totals())) {
                changed = seconds;
            }
            looks.add(look);
            double quiet = seconds - changed;
            boolean posting = load != null && !load.isDone();
            boolean atRest =
                    !posting
                            && look.collected() + look.enriched() == 0
                            && quiet >= REST.toSeconds()
                            && look.totals().decided() >= services.published();
            if (atRest || quiet >= STALL.toSeconds() || seconds >= LONGEST_DRAIN.toSeconds()) {
                return new Course(looks);
            }
        }
    }

    private static void say(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }
}
