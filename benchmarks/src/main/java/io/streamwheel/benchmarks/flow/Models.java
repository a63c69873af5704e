package io.streamwheel.benchmarks.flow;

import io.streamwheel.benchmarks.stack.Application;
import io.streamwheel.benchmarks.stack.PrivateDatabase;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The models of analysis, as an operator has them built. */
public final class Models {

    private static final String SUCCEEDED = "succeeded";

    private final Application analysis;
    private final String serverKey;
    private final PrivateDatabase database;
    private final JsonMapper json = new JsonMapper();

    public Models(Application analysis, String serverKey, PrivateDatabase database) {
        this.analysis = analysis;
        this.serverKey = serverKey;
        this.database = database;
    }

    /** Begins a build, or finds the one that runs. */
    public String beginBuild() throws IOException, InterruptedException {
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
    public String outcome(String build) throws IOException, InterruptedException {
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
    public boolean hasLists(String build) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT version FROM user_recommendation_current")) {
            return row.next() && row.getLong(1) >= Long.parseLong(build);
        }
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return json.readTree(
                Application.ask(request.header("Authorization", "Bearer " + serverKey).build()));
    }
}
