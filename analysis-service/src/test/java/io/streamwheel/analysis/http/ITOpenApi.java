package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.analysis.TestServers;
import io.streamwheel.event.EventOrigin;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.openapi.ApiDescription;
import io.streamwheel.testkit.openapi.Example;
import io.streamwheel.testkit.openapi.ServedRoute;
import io.streamwheel.testkit.openapi.ServedRoutes;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The description says of the service neither too little nor too much, and its page works. */
@DirtiesContext // else it goes on to take from the queues of the next test
@SpringBootTest(
        classes = AnalysisApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=analysis-service",
            "management.server.port=0",
            "streamwheel.analysis.admin-key=" + ITOpenApi.ADMIN_KEY,
            "streamwheel.analysis.bootstrap.site=demo",
            "streamwheel.analysis.bootstrap.server-key=" + ITOpenApi.SERVER_KEY
        })
class ITOpenApi {

    static final String ADMIN_KEY = "admin-key-of-the-test";
    static final String SERVER_KEY = "server-key-of-the-test";

    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private static Path profile;

    @LocalServerPort private int port;
    @Autowired private ApplicationContext service;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry);
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedRouteServed() {
        assertThat(Description.served().differences(routes())).isEmpty();
    }

    @Test
    void itKeepsToOpenApi() {
        assertThat(Description.served().faults()).isEmpty();
    }

    @Test
    void whatIsOpenIsDescribedAsOpenAndNothingElse() {
        Set<String> open = new TreeSet<>();
        for (String route : routes().keySet()) {
            String[] parts = route.replaceAll("\\{\\w+}", "index.html").split(" ");
            if (client(null).send(parts[0], parts[1], null).status() != 401) {
                open.add(route);
            }
        }
        assertThat(open).isEqualTo(Description.served().open());
    }

    /** Without the console's pages, which are for people and may change as they like. */
    private Map<String, ServedRoute> routes() {
        Map<String, ServedRoute> routes = new TreeMap<>(ServedRoutes.of(service));
        routes.keySet().removeIf(route -> route.matches("\\w+ /(console(/.*)?)?"));
        return routes;
    }

    static Stream<Example> examples() {
        return Description.served().examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesWork(Example example) throws Exception {
        client(SERVER_KEY).send("PUT", "/v1/items/p1", "{}").expect(200);
        String id = idFor(example.path());
        client(SERVER_KEY).send("PUT", "/v1/scenarios/s1", "{}").expect(200);
        String key = example.path().startsWith("/v1/sites") ? ADMIN_KEY : SERVER_KEY;
        client(key)
                .send(
                        example.method(),
                        example.path().replace("{id}", id).replace("{name}", "s1"),
                        example.body())
                .expect(example.success());
    }

    private String idFor(String path) throws Exception {
        if (path.startsWith("/v1/failed-events/replays/")) {
            return client(SERVER_KEY)
                    .post("/v1/failed-events/replay", "{\"reason\":\"of-nobody\"}")
                    .expect(202)
                    .json()
                    .path("id")
                    .asString();
        }
        return path.startsWith("/v1/failed-events/{id}") ? failedEvent() : "p1";
    }

    /** Lets an event fail; the answer is its number. */
    private String failedEvent() throws Exception {
        Instant now = Instant.now();
        FailedEvent event =
                new FailedEvent(
                        "demo",
                        "f1",
                        1L,
                        FailedEvent.Stage.TRANSFORM,
                        "test",
                        "Because.",
                        now,
                        now,
                        Payload.of("{}"),
                        false,
                        EventOrigin.PLAIN);
        try (var connection = Servers.broker().newConnection();
                var channel = connection.createChannel()) {
            channel.basicPublish("", Queues.FAILED, null, FailedEnvelope.encode(List.of(event)));
        }
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                client(SERVER_KEY)
                                        .get("/v1/failed-events?eventId=f1")
                                        .json()
                                        .at("/items/0/id")
                                        .asString(""),
                        id -> !id.isEmpty());
    }

    @Test
    void documentIsServedWithoutAKey() {
        Client.Reply document = client(null).get("/openapi.json").expect(200);
        assertThat(document.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(document.body()).doesNotContain("x-shared");
        assertThat(new ApiDescription(document.body()).open()).contains("GET /livez");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swagger-ui/", "/swagger-ui/index.html"})
    void otherAddressesLeadToThePage(String address) {
        Client.Reply reply = client(null).get(address).expect(308);
        assertThat(reply.headers().firstValue("Location")).hasValue("../swagger-ui");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/swagger-ui/oauth2-redirect.html",
                "/swagger-ui/../v1/pipeline",
                "/swagger-ui/%2e%2e",
                "/swagger-ui;/x",
                "/webjars/swagger-ui/5.34.1/swagger-ui.css"
            })
    void nothingElseIsThere(String address) {
        client(null).get(address).expectProblem(401, "unauthorized");
        assertThat(client(SERVER_KEY).get("/swagger-ui/none.js").status()).isEqualTo(404);
    }

    @Test
    void thePageTriesThingsOutInARealBrowser() {
        assumeTrue(
                CHROMIUM.canExecute() && DRIVER.canExecute(),
                "no Chromium: apt-get install chromium chromium-driver");
        ChromeDriver browser = browser();
        try {
            browser.get("http://127.0.0.1:" + port + "/swagger-ui/index.html");
            await().atMost(PATIENCE)
                    .until(() ->
                            browser.findElements(By.cssSelector(".opblock")).size()
                                    == Description.served().routes().size());
            assertThat(browser.getCurrentUrl()).endsWith("/swagger-ui");

            click(browser, ".btn.authorize");
            first(browser, ".auth-container input").sendKeys(SERVER_KEY);
            click(browser, ".auth-container .authorize");
            click(browser, ".auth-btn-wrapper .btn-done");

            String pipeline = "#operations-Operate-pipeline ";
            click(browser, pipeline + ".opblock-summary-control");
            click(browser, pipeline + ".try-out__btn");
            click(browser, pipeline + ".execute");
            String answer = pipeline + ".live-responses-table ";
            await().atMost(PATIENCE)
                    .until(() -> !browser.findElements(By.cssSelector(answer + "td")).isEmpty());
            assertThat(first(browser, answer + "tbody .response-col_status").getText())
                    .startsWith("200");
            assertThat(first(browser, answer + "tbody .response-col_description").getText())
                    .contains("lagSeconds");

            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        } finally {
            browser.quit();
        }
    }

    private static WebElement first(ChromeDriver browser, String selector) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                browser.findElements(By.cssSelector(selector)).stream()
                                        .filter(WebElement::isDisplayed)
                                        .findFirst()
                                        .orElse(null),
                        found -> found != null);
    }

    private static void click(ChromeDriver browser, String selector) {
        browser.executeScript("arguments[0].click()", first(browser, selector));
    }

    private static ChromeDriver browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--window-size=1200,2000",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
    }

    private Client client(@Nullable String key) {
        return new Client(port, key);
    }
}
