package io.streamwheel.benchmarks.serving;

import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.EventRequests;
import io.streamwheel.benchmarks.stack.KeptConnection;
import io.streamwheel.benchmarks.stack.Latencies;
import io.streamwheel.benchmarks.stack.OpenLoop;
import io.streamwheel.benchmarks.stack.Scratch;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * How long a personal list takes at a steady rate of requests: while nothing else goes on, while a
 * model is built of a million interactions, while the lists of that model are made beforehand, and
 * while a model is built and events come in. Starts a broker, a database and the services, fills
 * the tables, and removes everything.
 */
public final class ServingBenchmark {

    private static final int POSTING_CONNECTIONS = 8;
    private static final int BATCH = 50;
    private static final String WITH_EVENTS = "building, events come in";

    private final Settings settings;
    private final Services services;
    private final Report report = new Report();

    private ServingBenchmark(Settings settings, Services services) {
        this.settings = settings;
        this.services = services;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        Settings settings = Settings.parse(arguments);
        boolean counts;
        try (Scratch scratch = Scratch.make("serving-benchmark")) {
            counts = new ServingBenchmark(settings, Services.start(scratch, settings)).run();
        }
        System.exit(counts ? 0 : 1);
    }

    private boolean run() throws Exception {
        String model = build(1);
        awaitLists(model);
        long warm = System.nanoTime() + Duration.ofSeconds(settings.warmUp()).toNanos();
        ask("warm-up", () -> System.nanoTime() < warm);
        for (int round = 1; round <= settings.rounds() && report.counts(); round++) {
            long end = System.nanoTime() + Duration.ofSeconds(settings.seconds()).toNanos();
            measure("quiet", () -> System.nanoTime() < end);
            String built = askDuring("building", () -> build(settings.builds()));
            askDuring("making lists beforehand", () -> awaitLists(built));
            if (settings.events() > 0) {
                awaitLists(askAndPostDuring(() -> build(settings.builds())));
            }
        }
        report.print(System.out);
        return report.counts();
    }

    /** Builds so many models, one after the other, and returns the last one's id. */
    private String build(int times) throws Exception {
        String build = "";
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            String id = services.models().beginBuild();
            Work.await(() -> !services.models().outcome(id).isEmpty());
            double seconds = (System.nanoTime() - start) / 1e9;
            say("model %s in %.1f s: %s", id, seconds, services.models().outcome(id));
            build = id;
        }
        return build;
    }

    private String awaitLists(String build) throws Exception {
        Work.await(() -> services.models().hasLists(build));
        return build;
    }

    private String askAndPostDuring(Callable<String> work) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        OpenLoop door =
                new OpenLoop(
                        services.door(),
                        (double) settings.events() / BATCH,
                        POSTING_CONNECTIONS,
                        new EventRequests(
                                services.door(),
                                Services.WRITE_KEY,
                                "serving",
                                new EventRequests.Crowd(
                                        settings.users(), settings.items(), Past.CATEGORIES),
                                BATCH));
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Callable<Latencies> post = () -> door.run(() -> !over.get());
            Future<Latencies> posting = thread.submit(post);
            try {
                return askDuring(WITH_EVENTS, work);
            } finally {
                over.set(true);
                report.faults("at the door", posting.get());
            }
        }
    }

    private String askDuring(String name, Callable<String> work) throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<String> working = thread.submit(work);
            measure(name, () -> !working.isDone());
            return working.get();
        }
    }

    private void measure(String name, BooleanSupplier goesOn) throws Exception {
        report.add(name, ask(name, goesOn));
    }

    /** Asks for lists as long as that holds. */
    private Latencies ask(String name, BooleanSupplier goesOn) throws Exception {
        OpenLoop loop =
                new OpenLoop(
                        services.lists("u0"),
                        settings.rate(),
                        settings.connections(),
                        this::someList);
        long stored = services.stored();
        Cpu machine = Cpu.ofMachine();
        Cpu analysis = services.cpu();
        long start = System.nanoTime();
        Latencies latencies = loop.run(goesOn);
        Part part =
                new Part(
                        latencies,
                        (System.nanoTime() - start) / 1e9,
                        services.cpu().minus(analysis),
                        Cpu.ofMachine().minus(machine),
                        services.stored() - stored,
                        services.residentBytes());
        say("%s: %s", name, part.line());
        return latencies;
    }

    private byte[] someList() {
        int user = ThreadLocalRandom.current().nextInt(settings.users());
        return KeptConnection.get(services.lists("u" + user), Services.SERVER_KEY);
    }

    private static void say(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }
}
