package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Sites and keys over HTTP. Keys are read again so seldom that only a change shows itself. */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.key-refresh=1h",
            "spring.datasource.hikari.connection-init-sql=SET lock_timeout = '3s'",
            "streamwheel.analysis.admin-key=" + ITKeys.ADMIN_KEY
        })
@ExtendWith(OutputCaptureExtension.class)
class ITKeys {

    static final String ADMIN_KEY = "admin-key-of-the-test";

    private static int sites;

    @LocalServerPort private int port;
    @Autowired private JdbcClient database;
    @Autowired private PlatformTransactionManager transactions;

    private String site;
    private String writeKey;
    private String serverKey;
    private Client admin;
    private Client owner;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry);
    }

    @BeforeEach
    void makeSite() {
        admin = new Client(port, ADMIN_KEY);
        site = "site-" + ++sites;
        Client.Reply made = admin.post("/v1/sites", "{\"name\":\"" + site + "\"}").expect(201);
        assertThat(made.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(made.json().path("name").asString()).isEqualTo(site);
        writeKey = made.json().path("writeKey").asString();
        serverKey = made.json().path("serverKey").asString();
        owner = new Client(port, serverKey);
    }

    private JsonNode newKey(String kind) {
        return owner.post("/v1/keys", "{\"kind\":\"" + kind + "\"}").expect(201).json();
    }

    private String idOf(String key) {
        return owner.get("/v1/keys")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> key.startsWith(item.path("prefix").asString()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    @Test
    void newSiteHasTwoKeysThatWorkAtOnce() {
        assertThat(writeKey).matches("wk_[0-9a-f]{40}");
        assertThat(serverKey).matches("sk_[0-9a-f]{40}");
        owner.get("/v1/pipeline").expect(200);
        owner.with(writeKey).get("/v1/pipeline").expectProblem(403, "forbidden");
        JsonNode items = admin.get("/v1/sites").expect(200).json().path("items");
        assertThat(items.valueStream().map(item -> item.path("name").asString())).contains(site);
    }

    @Test
    void listTellsNeitherKeysNorHashes() {
        Client.Reply list = owner.get("/v1/keys").expect(200);
        assertThat(list.body()).doesNotContain(writeKey, serverKey, "hash");
        JsonNode items = list.json().path("items");
        assertThat(items.size()).isEqualTo(2);
        for (JsonNode item : items) {
            assertThat(item.propertyNames())
                    .containsExactlyInAnyOrder("id", "kind", "prefix", "createdAt", "revokedAt");
            assertThat(item.path("revokedAt").isNull()).isTrue();
            String key = item.path("kind").asString().equals("write") ? writeKey : serverKey;
            assertThat(item.path("prefix").asString()).isEqualTo(key.substring(0, 6));
        }
    }

    @Test
    void newKeyWorksAtOnceAndIsKeptAsAHash() {
        Client.Reply made = owner.post("/v1/keys", "{\"kind\":\"server\"}").expect(201);
        assertThat(made.headers().allValues("Cache-Control")).containsExactly("no-store");
        String key = made.json().path("key").asString();
        owner.with(key).get("/v1/pipeline").expect(200);
        String row =
                database.sql(
                                "SELECT encode(key_hash, 'hex') || prefix || kind FROM api_key"
                                        + " WHERE key_id = ?")
                        .param(Long.parseLong(made.json().path("id").asString()))
                        .query(String.class)
                        .single();
        assertThat(row).endsWith(key.substring(0, 6) + "server").doesNotContain(key.substring(6));
    }

    @Test
    void rotatedKeyStaysValidUntilItIsRevoked() {
        String old = idOf(serverKey);
        Client.Reply made = owner.post("/v1/keys/" + old + "/rotate", "").expect(201);
        assertThat(made.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(made.json().path("kind").asString()).isEqualTo("server");
        Client next = owner.with(made.json().path("key").asString());
        owner.get("/v1/pipeline").expect(200);
        next.get("/v1/pipeline").expect(200);
        next.delete("/v1/keys/" + old).expect(204);
        owner.get("/v1/pipeline").expectProblem(401, "unauthorized");
        next.delete("/v1/keys/" + old).expect(204);
        next.post("/v1/keys/" + old + "/rotate", "").expectProblem(409, "revoked-key");
        JsonNode items = next.get("/v1/keys").expect(200).json().path("items");
        assertThat(items.valueStream().filter(item -> !item.path("revokedAt").isNull()))
                .singleElement()
                .satisfies(item -> assertThat(item.path("id").asString()).isEqualTo(old));
    }

    @Test
    void nobodyLocksThemselvesOut() {
        owner.delete("/v1/keys/" + idOf(serverKey)).expectProblem(409, "last-server-key");
        newKey("server");
        owner.delete("/v1/keys/" + idOf(serverKey)).expectProblem(409, "own-key");
        owner.delete("/v1/keys/" + idOf(writeKey)).expect(204);
        owner.get("/v1/pipeline").expect(200);
    }

    @Test
    void ofTwoKeysThatRevokeEachOtherOneStays() throws Exception {
        for (int round = 0; round < 10; round++) {
            JsonNode made = newKey("server");
            Client other = owner.with(made.path("key").asString());
            String own = idOfOnly(serverKey, made.path("id").asString());
            CountDownLatch start = new CountDownLatch(1);
            List<Integer> answers;
            try (var threads = Executors.newFixedThreadPool(2)) {
                Future<Integer> first =
                        threads.submit(() -> {
                            start.await();
                            return owner.delete("/v1/keys/" + made.path("id").asString()).status();
                        });
                Future<Integer> second =
                        threads.submit(() -> {
                            start.await();
                            return other.delete("/v1/keys/" + own).status();
                        });
                start.countDown();
                answers = Stream.of(first.get(), second.get()).sorted().toList();
            }
            assertThat(answers).containsExactly(204, 401);
            if (owner.get("/v1/keys").status() == 401) {
                owner = other;
                serverKey = made.path("key").asString();
            }
            owner.get("/v1/keys").expect(200);
        }
    }

    /** The id of the valid server key that is not the other one; prefixes may be the same. */
    private String idOfOnly(String key, String otherId) {
        return owner.get("/v1/keys")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("revokedAt").isNull())
                .filter(item -> key.startsWith(item.path("prefix").asString()))
                .map(item -> item.path("id").asString())
                .filter(id -> !id.equals(otherId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void siteThatAnotherProcessHoldsForLongIsA503() {
        TransactionTemplate elsewhere = new TransactionTemplate(transactions);
        elsewhere.executeWithoutResult(transaction -> {
            database.sql("SELECT site_id FROM site WHERE name = ? FOR NO KEY UPDATE")
                    .param(site)
                    .query(Integer.class)
                    .single();
            owner.post("/v1/keys", "{\"kind\":\"write\"}").expectProblem(503, "unavailable");
        });
        newKey("write");
    }

    @Test
    void siteThatAnotherProcessIsMakingForLongIsA503() {
        TransactionTemplate elsewhere = new TransactionTemplate(transactions);
        elsewhere.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            database.sql("INSERT INTO site (name) VALUES ('in-the-making')").update();
            admin.post("/v1/sites", "{\"name\":\"in-the-making\"}")
                    .expectProblem(503, "unavailable");
        });
        admin.post("/v1/sites", "{\"name\":\"in-the-making\"}").expect(201);
    }

    @Test
    void keyThatAnotherProcessRevokedMakesNoSuccessor() {
        JsonNode made = newKey("server");
        Client thief = owner.with(made.path("key").asString());
        database.sql("UPDATE api_key SET revoked_at = now() WHERE key_id = ?")
                .param(Long.parseLong(made.path("id").asString()))
                .update();
        thief.get("/v1/pipeline").expect(200); // the snapshot is an hour old at most
        thief.post("/v1/keys", "{\"kind\":\"server\"}").expectProblem(401, "unauthorized");
        thief.delete("/v1/keys/" + idOf(writeKey)).expectProblem(401, "unauthorized");
    }

    @Test
    void fiftyKeysAreEnough() {
        for (int keys = 2; keys < 50; keys++) {
            newKey("write");
        }
        owner.post("/v1/keys", "{\"kind\":\"write\"}").expectProblem(409, "too-many-keys");
        owner.post("/v1/keys/" + idOf(serverKey) + "/rotate", "")
                .expectProblem(409, "too-many-keys");
        owner.delete("/v1/keys/" + idOf(writeKey)).expect(204);
        newKey("write");
    }

    @Test
    void keysOfAnotherSiteAreAbsentOnes() {
        String foreign = idOf(serverKey);
        Client stranger =
                owner.with(
                        admin.post("/v1/sites", "{\"name\":\"" + site + "-stranger\"}")
                                .expect(201)
                                .json()
                                .path("serverKey")
                                .asString());
        Client.Reply absent = stranger.delete("/v1/keys/999999999").expect(404);
        absent.expectProblem(404, "unknown-key");
        for (String id : List.of(foreign, "0", "-1", "x", "99999999999999999999", "1.0")) {
            Client.Reply answer = stranger.delete("/v1/keys/" + id);
            assertThat(answer.body()).isEqualTo(absent.body());
            assertThat(stranger.post("/v1/keys/" + id + "/rotate", "").body())
                    .isEqualTo(absent.body());
        }
        assertThat(stranger.get("/v1/keys").json().path("items").size()).isEqualTo(2);
        owner.get("/v1/pipeline").expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400|invalid-body|/kind",
                "{\"kind\":\"admin\"}|400|invalid-body|/kind",
                "{\"kind\":\"WRITE\"}|400|invalid-body|/kind",
                "{\"kind\":null}|400|invalid-body|/kind",
                "{\"kind\":[\"write\"]}|400|invalid-body|/kind",
                "[]|400|invalid-body|''",
                "write|400|not-json|",
            })
    void badKindIsPointedAt(String body, int status, String slug, String pointer) {
        Client.Reply answer = owner.post("/v1/keys", body).expectProblem(status, slug);
        if (pointer != null) {
            assertThat(answer.json().path("errors").get(0).path("pointer").asString())
                    .isEqualTo(pointer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"name\":\"\"}", "{\"name\":\"A\"}", "{\"name\":\"a b\"}", "true"})
    void badNameIsPointedAt(String body) {
        Client.Reply answer = admin.post("/v1/sites", body).expectProblem(400, "invalid-body");
        assertThat(answer.json().path("errors").get(0).path("pointer").asString())
                .isEqualTo(body.equals("true") ? "" : "/name");
    }

    @Test
    void nameIsGivenOnce() {
        admin.post("/v1/sites", "{\"name\":\"" + site + "\"}").expectProblem(409, "site-exists");
        owner.get("/v1/pipeline").expect(200);
    }

    @Test
    void onlyTheAdminKeyOpensSites() {
        for (String path : List.of("/v1/sites", "/v1/sites/", "/v1/%73ites", "/v1/sites;a=b")) {
            for (String method : List.of("GET", "POST")) {
                assertThat(owner.send(method, path, "{\"name\":\"stolen\"}").status())
                        .as("%s %s", method, path)
                        .isIn(400, 403, 404);
                owner.with(writeKey).send(method, path, "{}").expectProblem(403, "forbidden");
                owner.with("nobody").send(method, path, "{}").expectProblem(401, "unauthorized");
                owner.with(null).send(method, path, "{}").expectProblem(401, "unauthorized");
            }
        }
        owner.get("/v1/sites").expectProblem(403, "forbidden");
        owner.get("/v1/%73ites").expectProblem(403, "forbidden");
        assertThat(admin.get("/v1/sites").expect(200).body()).doesNotContain("stolen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/keys",
                "/v1/pipeline",
                "/v1/items/popular",
                "/v1/nothing",
                "/v1/sites/../pipeline",
                "/v1/sites;/pipeline"
            })
    void adminKeyOpensNothingElse(String path) {
        assertThat(admin.get(path).status()).isIn(400, 403);
    }

    @Test
    void pagesOfSitesFollowEachOther() {
        database.sql(
                        "INSERT INTO site (name) SELECT 'zz-' || lpad(n::text, 3, '0') FROM"
                                + " generate_series(1, 150) AS n ON CONFLICT DO NOTHING")
                .update();
        long expected = database.sql("SELECT count(*) FROM site").query(Long.class).single();
        JsonNode first = admin.get("/v1/sites").expect(200).json();
        assertThat(first.path("items").size()).isEqualTo(100);
        JsonNode second =
                admin.get("/v1/sites?cursor=" + first.path("cursor").asString()).expect(200).json();
        assertThat(second.path("cursor").isNull()).isTrue();
        assertThat(
                        Stream.of(first, second)
                                .flatMap(page -> page.path("items").valueStream())
                                .map(item -> item.path("name").asString())
                                .distinct())
                .hasSize((int) expected);
    }

    @Test
    void keysNeverReachALog(CapturedOutput output) {
        String made = newKey("write").path("key").asString();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(output).contains("write key ", " was made by key "));
        assertThat(output).doesNotContain(made, serverKey, writeKey, ADMIN_KEY);
    }
}
