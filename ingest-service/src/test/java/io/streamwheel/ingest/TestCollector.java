package io.streamwheel.ingest;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The collector on a port of its own, its database of keys, and what it has put into the queue. */
final class TestCollector {

    /** A broker that keeps everything on disk gives hundreds of messages away one by one. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private TestCollector() {}

    /** A new database with the write keys wk_it and wk_going and the server key sk_it. */
    static TestDatabase databaseOfKeys() throws SQLException {
        TestDatabase database = Servers.newDatabase();
        run(
                database,
                """
                CREATE TABLE site (
                    site_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    name text NOT NULL UNIQUE);
                CREATE TABLE api_key (
                    site_id integer NOT NULL REFERENCES site,
                    key_hash bytea NOT NULL UNIQUE,
                    kind text NOT NULL,
                    revoked_at timestamptz);
                INSERT INTO site (name) VALUES ('shop');
                INSERT INTO api_key (site_id, key_hash, kind)
                SELECT site_id, sha256('wk_it'), 'write' FROM site UNION ALL
                SELECT site_id, sha256('wk_going'), 'write' FROM site UNION ALL
                SELECT site_id, sha256('sk_it'), 'server' FROM site;
                DO $$ BEGIN
                    CREATE ROLE streamwheel_ingest NOLOGIN;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END $$;
                GRANT SELECT ON site, api_key TO streamwheel_ingest;
                GRANT streamwheel_ingest TO CURRENT_USER;
                """);
        return database;
    }

    static void run(TestDatabase database, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static ConfigurableApplicationContext start(Map<String, Object> properties) {
        List<String> arguments = new ArrayList<>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--spring.config.name=ingest-service");
        arguments.add("--server.port=0");
        if (!properties.containsKey("management.server.port")) {
            arguments.add("--management.server.port=-1");
        }
        return new SpringApplicationBuilder(IngestApplication.class)
                .run(arguments.toArray(String[]::new));
    }

    static int port(ConfigurableApplicationContext collector) {
        return ((ServletWebServerApplicationContext) collector).getWebServer().getPort();
    }

    static int managementPort(ConfigurableApplicationContext collector) {
        return collector
                .getEnvironment()
                .getRequiredProperty("local.management.port", Integer.class);
    }

    /** Takes events off the queue until it is empty and those taken are enough. */
    static List<CollectedEvent> queued(Predicate<List<CollectedEvent>> enough) throws Exception {
        List<CollectedEvent> events = new ArrayList<>();
        try (Connection connection = Servers.broker().newConnection();
                Channel channel = connection.createChannel()) {
            await().atMost(PATIENCE)
                    .until(() -> {
                        GetResponse message = channel.basicGet(Queues.COLLECTED, true);
                        while (message != null) {
                            events.addAll(CollectedEnvelope.decode(message.getBody()));
                            message = channel.basicGet(Queues.COLLECTED, true);
                        }
                        return enough.test(events);
                    });
        }
        return events;
    }
}
