package io.streamwheel.benchmarks.serving;

import io.streamwheel.benchmarks.flow.Models;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Analysis with a past in its tables, and what is before it where events are to come in. */
final class Services {

    static final String WRITE_KEY = "wk_benchmark_of_serving";
    static final String SERVER_KEY = "sk_benchmark_of_serving";
    private static final String SITE = "shop";

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
                scratch, service, settings.jars(), settings.options(), environment);
    }

    /** Where lists are asked for. */
    URI lists(String user) {
        return analysis.at("/v1/users/" + user + "/recommendations");
    }

    /** Where events are posted. */
    URI door() {
        return door;
    }

    /** With its past in it. */
    PrivateDatabase database() {
        return database;
    }

    Models models() {
        return new Models(analysis, SERVER_KEY, database);
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
