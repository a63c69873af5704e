package io.streamwheel.benchmarks.door;

import io.streamwheel.benchmarks.door.Wrk.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many requests of one event the door takes a second, each answered after the broker's confirm,
 * beside an application that only reads the same JSON and writes it back. Starts a broker, a
 * database and the applications, gives each its turn in every round, holds the queue against what
 * was confirmed, and removes everything.
 */
public final class DoorBenchmark {

    private static final String ECHO = "echo";
    private static final int WARM_UP_SECONDS = 5;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(120);

    private final Settings settings;
    private final Report report = new Report();

    private DoorBenchmark(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        Settings settings = Settings.parse(arguments);
        Path directory =
                Files.createTempDirectory(
                        "door-benchmark",
                        // A database that gives up the rights of root must be able to enter.
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwxr-xr-x")));
        boolean counts;
        try {
            counts = new DoorBenchmark(settings).run(directory);
        } finally {
            delete(directory);
        }
        System.exit(counts ? 0 : 1);
    }

    private boolean run(Path directory) throws Exception {
        Wrk wrk = new Wrk(directory, settings.connections());
        List<Application> applications = new ArrayList<>();
        try (PrivateBroker broker = PrivateBroker.start(directory);
                Keys keys = Keys.start(directory)) {
            try {
                applications.add(
                        Application.start(
                                ECHO,
                                settings.echo(),
                                settings.javaOptions(),
                                directory,
                                Map.of()));
                Map<String, String> environment = new HashMap<>(broker.environment());
                environment.putAll(keys.environment());
                for (Settings.Door door : settings.doors()) {
                    String name =
                            "door" + (applications.size() == 1 ? "" : "-" + applications.size());
                    applications.add(
                            Application.start(
                                    name,
                                    door.jar(),
                                    settings.javaOptions() + " " + door.options(),
                                    directory,
                                    environment));
                }
                rounds(applications, wrk, broker);
            } finally {
                applications.forEach(Application::close);
            }
        }
        return report.print(System.out, ECHO);
    }

    private void rounds(List<Application> applications, Wrk wrk, PrivateBroker broker)
            throws Exception {
        Ledger ledger = new Ledger(broker);
        for (Application application : applications) {
            warmUp(application, wrk, ledger);
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Application application : applications) {
                Turn turn = turn(application, "round" + round, wrk, broker, ledger);
                System.out.printf("%d %-8s %s%n", round, application.name(), turn.line());
                report.add(application.name(), turn);
            }
        }
    }

    /** By count: on a busy machine so many seconds say nothing of what the compiler has seen. */
    private void warmUp(Application application, Wrk wrk, Ledger ledger) throws Exception {
        long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        long answered = 0;
        while (answered < settings.warmUp() && System.nanoTime() < end) {
            answered += wrk.post(application.url(), "warm-up", WARM_UP_SECONDS).requests();
            if (!application.name().equals(ECHO)) {
                ledger.drain("warm-up");
            }
        }
        System.out.printf("%s is warm after %,d requests%n", application.name(), answered);
    }

    private Turn turn(
            Application application, String run, Wrk wrk, PrivateBroker broker, Ledger ledger)
            throws Exception {
        Cpu machineBefore = Cpu.ofMachine();
        Cpu brokerBefore = broker.cpu();
        Cpu applicationBefore = application.cpu();
        Load load = wrk.post(application.url(), run, settings.seconds());
        Cpu applicationUsed = application.cpu().minus(applicationBefore);
        Cpu brokerUsed = broker.cpu().minus(brokerBefore);
        Cpu machineUsed = Cpu.ofMachine().minus(machineBefore);
        if (load.refused() + load.broken() > 0) {
            report.fault(
                    application.name(), load.refused() + " refused, " + load.broken() + " broken");
        }
        double eventsPerEnvelope = 0;
        if (!application.name().equals(ECHO)) {
            Ledger.Found found = ledger.drain(run);
            String fault =
                    found.fault(
                            load.requests() - load.refused(),
                            settings.connections() + load.broken());
            if (!fault.isEmpty()) {
                report.fault(application.name(), fault);
            }
            eventsPerEnvelope = (double) found.events() / Math.max(1, found.envelopes());
        }
        return new Turn(load, applicationUsed, brokerUsed, machineUsed, eventsPerEnvelope);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> {
                        try {
                            Files.delete(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
