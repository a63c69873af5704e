package io.streamwheel.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One empty database. The user owns it and may make roles. */
public record TestDatabase(String jdbcUrl, String username, String password) {

    private static final Pattern SERVER =
            Pattern.compile("(jdbc:postgresql://)([^:/,]+)(?::(\\d+))?(/.*)");

    /** In front of the server; connect to it by {@link #through}. */
    public FaultProxy proxy() throws IOException {
        Matcher server = server();
        return new FaultProxy(
                server.group(2),
                server.group(3) == null ? 5432 : Integer.parseInt(server.group(3)));
    }

    /** The same database, through a proxy. */
    public TestDatabase through(FaultProxy proxy) {
        Matcher server = server();
        return new TestDatabase(
                server.group(1) + "127.0.0.1:" + proxy.port() + server.group(4),
                username,
                password);
    }

    private Matcher server() {
        Matcher matcher = SERVER.matcher(jdbcUrl);
        if (!matcher.matches()) {
            throw new IllegalStateException("No host and port in " + jdbcUrl);
        }
        return matcher;
    }

    /** {@code spring.datasource.*} properties. */
    public Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.url", jdbcUrl,
                "spring.datasource.username", username,
                "spring.datasource.password", password);
    }
}
