package io.streamwheel.benchmarks.door;

import io.streamwheel.benchmarks.stack.Application;
import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.PrivateBroker;
import io.streamwheel.benchmarks.stack.PrivateDatabase;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.benchmarks.stack.Wrk;
import io.streamwheel.benchmarks.stack.Wrk.Load;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        boolean counts;
        try (Scratch scratch = Scratch.make("door-benchmark")) {
            counts = new DoorBenchmark(settings).run(scratch);
        }
        System.exit(counts ? 0 : 1);
    }

    private boolean run(Scratch scratch) throws Exception {
        Wrk wrk = Wrk.posting(scratch, Keys.WRITE_KEY, settings.connections(), 1);
        PrivateBroker broker = PrivateBroker.start(scratch);
        PrivateDatabase database = PrivateDatabase.start(scratch);
        Keys.in(database);
        List<Application> applications = new ArrayList<>();
        applications.add(start(scratch, ECHO, settings.echo(), "", Map.of()));
        Map<String, String> environment = new HashMap<>(broker.environment());
        environment.putAll(database.environment());
        environment.put("STREAMWHEEL_INGEST_DATABASE_ROLE", "");
        for (Settings.Door door : settings.doors()) {
            String name = "door" + (applications.size() == 1 ? "" : "-" + applications.size());
            applications.add(start(scratch, name, door.jar(), door.options(), environment));
        }
        rounds(applications, wrk, broker);
        return report.print(System.out, ECHO);
    }

    private Application start(
            Scratch scratch, String name, Path jar, String options, Map<String, String> environment)
            throws Exception {
        return Application.start(
                scratch,
                name,
                jar,
                settings.javaOptions() + " " + options,
                environment,
                application -> event(door(application)));
    }

    private static URI door(Application application) {
        return application.at("/v1/events");
    }

    private static HttpRequest event(URI door) {
        return HttpRequest.newBuilder(door)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + Keys.WRITE_KEY)
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"ready\",\"userId\":\"u1\"}"))
                .build();
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
            answered += wrk.post(door(application), "warm-up", WARM_UP_SECONDS).requests();
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
        Load load = wrk.post(door(application), run, settings.seconds());
        Cpu applicationUsed = application.cpu().minus(applicationBefore);
        long resident = application.residentBytes();
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
        return new Turn(
                load, applicationUsed, brokerUsed, machineUsed, resident, eventsPerEnvelope);
    }
}
