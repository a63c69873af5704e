package io.streamwheel.benchmarks.serving;

import io.streamwheel.benchmarks.stack.Application;
import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.PrivateBroker;
import io.streamwheel.benchmarks.stack.PrivateDatabase;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.benchmarks.stack.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Analysis with a past in its tables, and what is before it where events are to come in. */
final class Services {

    static final String WRITE_KEY = "wk_benchmark_of_serving";
    static final String SERVER_KEY = "sk_benchmark_of_serving";
    private static final String SITE = "shop";
    private static final String SUCCEEDED = "succeeded";

    private final Scratch scratch;
    private final Settings settings;
    private final PrivateDatabase database;
    private final Map<String, String> environment = new HashMap<>();
    private final JsonMapper json = new JsonMapper();
    private final Application analysis;
    private final URI door;

    private Services(Scratch scratch, Settings settings) throws Exception {
        this.scratch = scratch;
        this.settings = settings;
        PrivateBroker broker = PrivateBroker.start(scratch);
        database = PrivateDatabase.start(scratch);
        environment.putAll(broker.environment());
        environment.putAll(database.environment());
        environment.put("STREAMWHEEL_SITE", SITE);
        environment.put("STREAMWHEEL_WRITE_KEY", WRITE_KEY);
        environment.put("STREAMWHEEL_SERVER_KEY", SERVER_KEY);
        environment.put("STREAMWHEEL_ANALYSIS_MODELS_AUTOMATIC_ENABLED", "false");
        analysis = start(Service.ANALYSIS);
        if (settings.events() > 0) {
            door = start(Service.INGEST).at("/v1/events");
            start(Service.TRANSFORM);
        } else {
            door = analysis.at("/v1/events");
        }
    }

    /** Starts all, and gives the site its past. */
    static Services start(Scratch scratch, Settings settings) throws Exception {
        Services services = new Services(scratch, settings);
        try (Connection connection = services.database.connect()) {
            Filling.write(
                    connection,
                    SITE,
                    settings.items(),
                    Past.of(
                            settings.interactions(),
                            settings.users(),
                            settings.items(),
                            Instant.now()));
        }
        return services;
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

    /** Where lists are asked for. */
    URI lists(String user) {
        return analysis.at("/v1/users/" + user + "/recommendations");
    }

    /** Where events are posted. */
    URI door() {
        return door;
    }

    /** Begins a build, or finds the one that runs. */
    String beginBuild() throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(analysis.at("/v1/models/builds"))
                        .POST(HttpRequest.BodyPublishers.noBody());
        return ask(request).get("id").stringValue();
    }

    /**
     * The build's words when it has ended, else nothing.
     *
     * @throws IllegalStateException when it has failed
     */
    String outcome(String build) throws IOException, InterruptedException {
        JsonNode answer = ask(HttpRequest.newBuilder(analysis.at("/v1/models/builds/" + build)));
        String state = answer.get("state").stringValue();
        if (state.equals("running")) {
            return "";
        }
        String reason = answer.get("reason").stringValue();
        if (!state.equals(SUCCEEDED)) {
            throw new IllegalStateException(
                    "build " + build + " " + state + ": " + reason + "\n" + analysis.log());
        }
        return answer.get("chosen").stringValue() + ": " + reason;
    }

    /** Whether the lists that a build leads to are made, too. */
    boolean hasLists(String build) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT version FROM user_recommendation_current")) {
            return row.next() && row.getLong(1) >= Long.parseLong(build);
        }
    }

    /** Events that are stored by now, the past among them. */
    long stored() throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(analysis.at("/v1/pipeline")))
                .get("totals")
                .get("stored")
                .longValue();
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return json.readTree(
                Application.ask(request.header("Authorization", "Bearer " + SERVER_KEY).build()));
    }

    /** What analysis has used since its start. */
    Cpu cpu() throws IOException {
        return analysis.cpu();
    }

    long residentBytes() throws IOException {
        return analysis.residentBytes();
    }
}
