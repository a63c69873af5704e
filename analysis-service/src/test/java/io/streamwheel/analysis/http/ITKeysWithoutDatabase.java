package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.FaultProxy;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Sites and keys while the database is away: known keys go on to open, and nothing is changed. */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "spring.datasource.hikari.connection-timeout=1000",
            "streamwheel.analysis.admin-key=" + ITKeysWithoutDatabase.ADMIN_KEY,
            "streamwheel.analysis.bootstrap.site=shop",
            "streamwheel.analysis.bootstrap.server-key=" + ITKeysWithoutDatabase.SERVER_KEY
        })
class ITKeysWithoutDatabase {

    static final String ADMIN_KEY = "admin-key-of-the-test";
    static final String SERVER_KEY = "sk_configured_of_the_test";

    private static FaultProxy database;

    @LocalServerPort private int port;

    private Client admin;
    private Client owner;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) throws IOException {
        Servers.purge(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED);
        TestDatabase store = Servers.newDatabase();
        database = store.proxy();
        Servers.brokerProperties().forEach((name, value) -> registry.add(name, () -> value));
        store.through(database)
                .properties()
                .forEach((name, value) -> registry.add(name, () -> value));
    }

    @BeforeEach
    void clients() {
        admin = new Client(port, ADMIN_KEY);
        owner = new Client(port, SERVER_KEY);
    }

    @AfterEach
    void heal() {
        database.heal();
        await().atMost(Duration.ofSeconds(30)).until(() -> owner.get("/v1/keys").status() == 200);
    }

    @AfterAll
    static void close() throws IOException {
        database.close();
    }

    @Test
    void nothingIsShownOrChangedAndEachAnswerIsA503() {
        database.refuse();
        owner.get("/v1/keys").expectProblem(503, "unavailable");
        owner.post("/v1/keys", "{\"kind\":\"write\"}").expectProblem(503, "unavailable");
        owner.post("/v1/keys/1/rotate", "").expectProblem(503, "unavailable");
        owner.delete("/v1/keys/1").expectProblem(503, "unavailable");
        admin.get("/v1/sites").expectProblem(503, "unavailable");
        admin.post("/v1/sites", "{\"name\":\"other\"}").expectProblem(503, "unavailable");
    }

    @Test
    void keysGoOnToBeTold() {
        database.refuse();
        owner.with("sk_of_nobody").get("/v1/keys").expectProblem(401, "unauthorized");
        owner.get("/v1/sites").expectProblem(403, "forbidden");
    }

    @Test
    void keyWhoseTransactionBreaksIsNotMade() {
        int before = keys();
        database.cutAfter(FaultProxy.Direction.TO_SERVER, 200); // less than up to the commit
        owner.post("/v1/keys", "{\"kind\":\"write\"}").expectProblem(503, "unavailable");
        heal();
        assertThat(keys()).isEqualTo(before);
    }

    private int keys() {
        return owner.get("/v1/keys").expect(200).json().path("items").size();
    }
}
