package io.streamwheel.benchmarks.backlog;

import io.streamwheel.benchmarks.stack.Application;
import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.PrivateBroker;
import io.streamwheel.benchmarks.stack.PrivateDatabase;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.event.Queues;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The three services on one broker and one database, each in a JVM of its own. */
final class Services {

    static final String WRITE_KEY = "wk_benchmark_of_a_backlog";
    private static final String SERVER_KEY = "sk_benchmark_of_a_backlog";
    private static final String PUBLISHED =
            "streamwheel_ingest_events_total{outcome=\"published\"}";
    private static final List<Service> BEHIND_THE_DOOR =
            List.of(Service.TRANSFORM, Service.ANALYSIS);

    private final Scratch scratch;
    private final Settings settings;
    private final PrivateBroker broker;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<Service, Application> running = new EnumMap<>(Service.class);
    private final JsonMapper json = new JsonMapper();

    private Services(
            Scratch scratch, Settings settings, PrivateBroker broker, PrivateDatabase database) {
        this.scratch = scratch;
        this.settings = settings;
        this.broker = broker;
        environment.putAll(broker.environment());
        environment.putAll(database.environment());
        environment.put("STREAMWHEEL_SITE", "shop");
        environment.put("STREAMWHEEL_WRITE_KEY", WRITE_KEY);
        environment.put("STREAMWHEEL_SERVER_KEY", SERVER_KEY);
    }

    /** Starts all; analysis first, which makes the tables and the site. */
    static Services start(Scratch scratch, Settings settings) throws Exception {
        Services services =
                new Services(
                        scratch,
                        settings,
                        PrivateBroker.start(scratch),
                        PrivateDatabase.start(scratch));
        services.running.put(Service.ANALYSIS, services.start(Service.ANALYSIS));
        services.running.put(Service.INGEST, services.start(Service.INGEST));
        services.running.put(Service.TRANSFORM, services.start(Service.TRANSFORM));
        return services;
    }

    /** Ends transform and analysis, as a SIGTERM does. */
    void stopBehindTheDoor() {
        BEHIND_THE_DOOR.forEach(service -> application(service).close());
    }

    /** Starts both at the same time, and returns when both take from their queues. */
    void startBehindTheDoor() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Service, Future<Application>> starts = new EnumMap<>(Service.class);
            for (Service service : BEHIND_THE_DOOR) {
                Callable<Application> start = () -> start(service);
                starts.put(service, threads.submit(start));
            }
            for (Map.Entry<Service, Future<Application>> each : starts.entrySet()) {
                running.put(each.getKey(), each.getValue().get());
            }
        }
    }

    private Application start(Service service) throws IOException, InterruptedException {
        return Application.start(
                scratch,
                service.slug(),
                Objects.requireNonNull(settings.jars().get(service)),
                Objects.requireNonNull(settings.options().get(service)),
                environment,
                application -> HttpRequest.newBuilder(application.at("/readyz")).build());
    }

    private Application application(Service service) {
        return Objects.requireNonNull(running.get(service));
    }

    URI door() {
        return application(Service.INGEST).at("/v1/events");
    }

    /** Events that the door has published since its start, whoever saw the answer. */
    long published() throws IOException, InterruptedException {
        URI metrics = application(Service.INGEST).managedAt("/actuator/prometheus");
        return Application.ask(HttpRequest.newBuilder(metrics).build())
                .lines()
                .filter(line -> line.startsWith(PUBLISHED))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(PUBLISHED.length())))
                .sum();
    }

    /** Messages in the first queue, also while nobody else can say. */
    long collected() throws Exception {
        return broker.depth(Queues.COLLECTED);
    }

    /** Asks analysis. */
    Look look(double seconds) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(application(Service.ANALYSIS).at("/v1/pipeline"))
                        .header("Authorization", "Bearer " + SERVER_KEY)
                        .build();
        JsonNode answer = json.readTree(Application.ask(request));
        JsonNode totals = answer.get("totals");
        return new Look(
                seconds,
                new Totals(
                        totals.get("stored").longValue(),
                        totals.get("duplicates").longValue(),
                        totals.get("filtered").longValue(),
                        totals.get("failed").longValue()),
                waiting(answer, Queues.COLLECTED),
                waiting(answer, Queues.ENRICHED),
                resident());
    }

    private static long waiting(JsonNode answer, String queue) {
        return answer.get("queues").get(queue).get("messages").longValue();
    }

    /** What a service has used since its start. */
    Cpu cpu(Service service) throws IOException {
        return application(service).cpu();
    }

    /** Bytes of memory that each has at the moment. */
    Map<Service, Long> resident() throws IOException {
        Map<Service, Long> resident = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            resident.put(service, application(service).residentBytes());
        }
        return resident;
    }

    Cpu brokerCpu() throws IOException {
        return broker.cpu();
    }
}
