package io.streamwheel.benchmarks.flow;

import io.streamwheel.benchmarks.stack.Application;
import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.PrivateBroker;
import io.streamwheel.benchmarks.stack.PrivateDatabase;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.ServiceArguments;
import io.streamwheel.event.Queues;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
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
public final class Pipeline {

    public static final String WRITE_KEY = "wk_benchmark_of_a_pipeline";
    public static final String SERVER_KEY = "sk_benchmark_of_a_pipeline";
    private static final String EVENTS = "streamwheel_ingest_events_total{outcome=\"%s\"}";
    private static final String PUBLISHED = "published";
    private static final String UNPUBLISHED = "unpublished";
    private static final List<Service> BEHIND_THE_DOOR =
            List.of(Service.TRANSFORM, Service.ANALYSIS);

    private final Scratch scratch;
    private final Builds builds;
    private final PrivateBroker broker;
    private final PrivateDatabase database;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<Service, Application> running = new EnumMap<>(Service.class);

    /** By the doors that have been restarted since. */
    private final Map<String, Long> countedBefore = new HashMap<>();

    private final JsonMapper json = new JsonMapper();

    /**
     * What is run.
     *
     * @param jars boot jars
     * @param options of each service's JVM
     */
    public record Builds(Map<Service, Path> jars, Map<Service, String> options) {

        public Builds {
            jars = Map.copyOf(jars);
            options = Map.copyOf(options);
        }

        public static Builds of(ServiceArguments arguments) {
            return new Builds(arguments.jars(), arguments.options());
        }

        /** With further options for the JVM of one. */
        Builds with(Service service, String furtherOptions) {
            Map<Service, String> all = new EnumMap<>(options);
            all.merge(service, furtherOptions, (those, more) -> those + " " + more);
            return new Builds(jars, all);
        }
    }

    private Pipeline(
            Scratch scratch,
            Builds builds,
            PrivateBroker broker,
            PrivateDatabase database,
            Map<String, String> more) {
        this.scratch = scratch;
        this.builds = builds;
        this.broker = broker;
        this.database = database;
        environment.putAll(broker.environment());
        environment.putAll(database.environment());
        environment.put("STREAMWHEEL_SITE", "shop");
        environment.put("STREAMWHEEL_WRITE_KEY", WRITE_KEY);
        environment.put("STREAMWHEEL_SERVER_KEY", SERVER_KEY);
        environment.putAll(more);
    }

    /**
     * Starts all; analysis first, which makes the tables and the site.
     *
     * @param more of the environment of each
     */
    public static Pipeline start(Scratch scratch, Builds builds, Map<String, String> more)
            throws Exception {
        Pipeline pipeline =
                new Pipeline(
                        scratch,
                        builds,
                        PrivateBroker.start(scratch),
                        PrivateDatabase.start(scratch),
                        more);
        pipeline.running.put(Service.ANALYSIS, pipeline.start(Service.ANALYSIS));
        pipeline.running.put(Service.INGEST, pipeline.start(Service.INGEST));
        pipeline.running.put(Service.TRANSFORM, pipeline.start(Service.TRANSFORM));
        return pipeline;
    }

    /** Ends transform and analysis, as a SIGTERM does. */
    public void stopBehindTheDoor() {
        BEHIND_THE_DOOR.forEach(service -> application(service).close());
    }

    /** Starts both at the same time, and returns when both take from their queues. */
    public void startBehindTheDoor() throws Exception {
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

    /** Ends one, as a SIGTERM does, and starts it again; returns when it is ready. */
    public Application restart(Service service) throws IOException, InterruptedException {
        return restart(service, "");
    }

    /**
     * The same with further options for its JVM, until its next restart. Whoever has posted has
     * stopped before.
     */
    public Application restart(Service service, String furtherOptions)
            throws IOException, InterruptedException {
        if (service == Service.INGEST) {
            for (String outcome : List.of(PUBLISHED, UNPUBLISHED)) {
                countedBefore.put(outcome, counted(outcome));
            }
        }
        application(service).close();
        Application started = start(service, builds.with(service, furtherOptions));
        running.put(service, started);
        return started;
    }

    private Application start(Service service) throws IOException, InterruptedException {
        return start(service, builds);
    }

    private Application start(Service service, Builds builds)
            throws IOException, InterruptedException {
        return Application.start(scratch, service, builds.jars(), builds.options(), environment);
    }

    public Application application(Service service) {
        return Objects.requireNonNull(running.get(service));
    }

    public PrivateBroker broker() {
        return broker;
    }

    /** With the tables of the product. */
    public PrivateDatabase database() {
        return database;
    }

    public URI door() {
        return application(Service.INGEST).at("/v1/events");
    }

    /** Events that the door has ever published, whoever saw the answer. */
    public long published() throws IOException, InterruptedException {
        return counted(PUBLISHED);
    }

    /** Events that the door does not know the fate of. */
    public long unpublished() throws IOException, InterruptedException {
        return counted(UNPUBLISHED);
    }

    private long counted(String outcome) throws IOException, InterruptedException {
        String name = EVENTS.formatted(outcome);
        URI metrics = application(Service.INGEST).managedAt("/actuator/prometheus");
        long now =
                Application.ask(HttpRequest.newBuilder(metrics).build())
                        .lines()
                        .filter(line -> line.startsWith(name))
                        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
                        .sum();
        return countedBefore.getOrDefault(outcome, 0L) + now;
    }

    /** Messages in the first queue, also while nobody else can say. */
    public long collected() throws Exception {
        return broker.depth(Queues.COLLECTED);
    }

    /** Asks analysis. */
    public Look look(double seconds) throws IOException, InterruptedException {
        JsonNode answer = get("/v1/pipeline");
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

    /** What analysis answers. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(application(Service.ANALYSIS).at(path)));
    }

    /** What analysis answers to a request without a body. */
    public JsonNode post(String path) throws IOException, InterruptedException {
        return ask(
                HttpRequest.newBuilder(application(Service.ANALYSIS).at(path))
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return json.readTree(
                Application.ask(request.header("Authorization", "Bearer " + SERVER_KEY).build()));
    }

    /** What a service has used since its start. */
    public Cpu cpu(Service service) throws IOException {
        return application(service).cpu();
    }

    /** Bytes of memory that each has at the moment. */
    private Map<Service, Long> resident() throws IOException {
        Map<Service, Long> resident = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            resident.put(service, application(service).residentBytes());
        }
        return resident;
    }

    public Cpu brokerCpu() throws IOException {
        return broker.cpu();
    }
}
