package io.streamwheel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.ingest.ShopPages.Sent;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tag in a real Chromium, on pages of another origin than the collector's. */
class ITTag {

    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TEN_KILOBYTES = "'x'.repeat(10000)";

    @TempDir private static Path profiles;

    private static ConfigurableApplicationContext collector;
    private static ShopPages shop;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                CHROMIUM.canExecute() && DRIVER.canExecute(),
                "no Chromium: apt-get install chromium chromium-driver");
        TestDatabase database = TestCollector.databaseOfKeys();
        Map<String, Object> properties = new HashMap<>(Servers.brokerProperties());
        properties.putAll(database.properties());
        collector = TestCollector.start(properties);
        shop = new ShopPages(TestCollector.port(collector));
        browser = browser("first", Map.of());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (shop != null) {
            shop.close();
        }
        if (collector != null) {
            collector.close();
        }
    }

    @BeforeEach
    void aNewVisitor() {
        shop.refusals.set(0);
        browser.get(shop.put("/empty", "<title>empty</title>"));
        browser.executeScript("localStorage.clear()");
        browser.manage().deleteAllCookies();
        shop.sent.clear();
    }

    @Test
    void aPageAndTheProductOfItsJsonLdArrive() throws Exception {
        browser.get(
                page(
                        "/json-ld",
                        "",
                        """
                        <script>streamwheel.view()</script>
                        <script type="application/ld+json">not JSON</script>
                        <script type="application/ld+json">
                        {"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Shop"},
                         {"@type":["Thing","Product"],"sku":"p1","name":"Tent \u00e9","category":"Camping",
                          "url":"https://shop.example/p1","image":["https://shop.example/p1.jpg"],
                          "offers":{"@type":"Offer","price":"129.50","priceCurrency":"EUR"}}]}
                        </script>
                        """));
        List<JsonNode> events = collected("/json-ld", 2);
        JsonNode page = only(events, "page");
        JsonNode view = only(events, "view");
        assertThat(view.at("/itemId").asString()).isEqualTo("p1");
        JsonNode item = view.at("/item");
        assertThat(item.at("/title").asString()).isEqualTo("Tent \u00e9");
        assertThat(item.at("/categories").asString()).isEqualTo("Camping");
        assertThat(item.at("/url").asString()).isEqualTo("https://shop.example/p1");
        assertThat(item.at("/imageUrl").asString()).isEqualTo("https://shop.example/p1.jpg");
        assertThat(item.at("/price").asDouble()).isEqualTo(129.5);
        assertThat(item.at("/currency").asString()).isEqualTo("EUR");
        for (String shared : List.of("/anonymousId", "/sessionId", "/context/userAgent")) {
            assertThat(view.at(shared).asString())
                    .isNotEmpty()
                    .isEqualTo(page.at(shared).asString());
        }
        assertThat(view.at("/id")).isNotEqualTo(page.at("/id"));
        assertThat(page.at("/context/locale").asString()).isNotEmpty();
        assertThat(browser.manage().getCookies()).isEmpty();
        assertThat(errors()).isEmpty();
        assertThat(shop.sent).hasSize(1);
    }

    @Test
    void openGraphSpeaksWhereThereIsNoJsonLd() throws Exception {
        browser.get(
                page(
                        "/open-graph",
                        "data-auto=\"false\"",
                        """
                        <meta property="og:type" content="product">
                        <meta property="og:title" content="Lamp">
                        <meta property="og:image" content="https://shop.example/l.jpg">
                        <meta property="og:url" content="https://shop.example/l">
                        <meta property="product:price:amount" content="9.90">
                        <meta property="product:price:currency" content="EUR">
                        <script>streamwheel.view()</script>
                        """));
        JsonNode view = only(collected("/open-graph", 1), "view");
        assertThat(view.at("/itemId").asString()).isEqualTo("https://shop.example/l");
        assertThat(view.at("/item/title").asString()).isEqualTo("Lamp");
        assertThat(view.at("/item/price").asDouble()).isEqualTo(9.9);
        assertThat(view.at("/item/currency").asString()).isEqualTo("EUR");
    }

    @Test
    void aPageWithoutAProductIsNotViewed() throws Exception {
        browser.get(page("/no-product", "", "<script>streamwheel.view()</script>"));
        browser.executeScript("streamwheel.track('last')");
        assertThat(types(collected("/no-product", 2))).containsExactly("page", "last");
    }

    @Test
    void whoIsIdentifiedStaysSoUntilTheyLeave() throws Exception {
        browser.get(page("/identify", "data-auto=\"false\"", ""));
        browser.executeScript(
                "streamwheel.identify(7); streamwheel.track('cart', {itemId: 5, value: '2',"
                        + " recommendationId: 'r1', properties: {size: 'L'}});");
        List<JsonNode> events = collected("/identify", 2);
        JsonNode cart = only(events, "cart");
        assertThat(cart.at("/userId").asString()).isEqualTo("7");
        assertThat(cart.at("/itemId").asString()).isEqualTo("5");
        assertThat(cart.at("/value").asDouble()).isEqualTo(2);
        assertThat(cart.at("/recommendationId").asString()).isEqualTo("r1");
        assertThat(cart.at("/properties/size").asString()).isEqualTo("L");
        String before = cart.at("/anonymousId").asString();
        assertThat(only(events, "identify").at("/anonymousId").asString()).isEqualTo(before);

        browser.get(page("/identify-next", "", ""));
        JsonNode next = only(collected("/identify-next", 1), "page");
        assertThat(next.at("/userId").asString()).isEqualTo("7");
        assertThat(next.at("/sessionId")).isEqualTo(cart.at("/sessionId"));

        browser.get(page("/identify-left", "data-auto=\"false\"", ""));
        browser.executeScript("streamwheel.identify(null); streamwheel.page()");
        JsonNode left = only(collected("/identify-left", 1), "page");
        assertThat(left.at("/userId").isMissingNode()).isTrue();
        assertThat(left.at("/anonymousId").asString()).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void halfAnHourWithoutAnEventEndsTheSession() throws Exception {
        browser.get(page("/session", "data-auto=\"false\"", ""));
        browser.executeScript(
                """
                streamwheel.track('a');
                const visitor = JSON.parse(localStorage.streamwheel);
                visitor.t -= 30 * 60 * 1000 + 1;
                localStorage.streamwheel = JSON.stringify(visitor);
                streamwheel.track('b');
                streamwheel.track('c');
                """);
        List<JsonNode> events = collected("/session", 3);
        JsonNode first = only(events, "a").at("/sessionId");
        JsonNode second = only(events, "b").at("/sessionId");
        assertThat(second).isNotEqualTo(first);
        assertThat(only(events, "c").at("/sessionId")).isEqualTo(second);
    }

    @Test
    void eventsShareRequests() throws Exception {
        browser.get(page("/batch", "data-auto=\"false\"", ""));
        browser.executeScript("for (let i = 0; i < 45; i++) streamwheel.track('n' + i)");
        List<JsonNode> events = collected("/batch", 45);
        assertThat(events.stream().map(event -> event.at("/id").asString()))
                .doesNotHaveDuplicates();
        assertThat(shop.sent.size()).isBetween(1, 3);
    }

    @Test
    void whatIsTooMuchForOneRequestGoesInSeveral() throws Exception {
        browser.get(page("/large", "data-auto=\"false\"", ""));
        browser.executeScript(
                "for (let i = 0; i < 12; i++) streamwheel.track('n', {text: %s})"
                        .formatted(TEN_KILOBYTES));
        browser.executeScript("streamwheel.track('n', {text: 'x'.repeat(40000)})");
        browser.executeScript("streamwheel.track('last')");
        collected("/large", 13);
        assertThat(shop.sent.size()).isBetween(3, 4);
        assertPiecesAreSmall();
    }

    @Test
    void whoLeavesSendsByBeaconAndTheNextPageSendsTheRest() throws Exception {
        browser.get(page("/leave", "data-auto=\"false\"", ""));
        browser.executeScript(
                "for (let i = 0; i < 15; i++) streamwheel.track('n' + i, {text: %s})"
                        .formatted(TEN_KILOBYTES));
        browser.get(page("/leave-next", "data-auto=\"false\"", ""));
        List<JsonNode> events = collected("/leave", 15);
        assertThat(types(events)).doesNotHaveDuplicates();
        assertThat(shop.sent.getFirst().beacon()).isTrue();
        assertThat(shop.sent.getLast().beacon()).isFalse();
        assertPiecesAreSmall();
    }

    @Test
    void aRefusedEventIsSentAgainUnderTheSameId() throws Exception {
        shop.refusals.set(1);
        browser.get(page("/refused", "", ""));
        JsonNode page = only(collected("/refused", 1), "page");
        assertThat(shop.sent).hasSize(2);
        for (Sent sent : shop.sent) {
            assertThat(sent.body()).contains(page.at("/id").asString());
        }
        assertThat(shop.sent.getLast().nanoTime() - shop.sent.getFirst().nanoTime())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void whatIsRefusedUntilThePageEndsIsSentByTheNext() throws Exception {
        shop.refusals.set(Integer.MAX_VALUE);
        browser.get(page("/kept", "", ""));
        await().until(() -> !shop.sent.isEmpty());
        await().until(() -> {
            browser.get(shop.put("/empty", ""));
            return browser.executeScript("return localStorage['streamwheel.q']") != null;
        });
        shop.refusals.set(0);
        browser.get(page("/kept-next", "data-auto=\"false\"", ""));
        only(collected("/kept", 1), "page");
    }

    @Test
    void anEventThatSpoilsItsRequestTakesNoOtherWithIt() throws Exception {
        browser.get(page("/spoilt", "data-auto=\"false\"", ""));
        browser.executeScript(
                """
                let deep = {};
                for (let i = 0; i < 30; i++) deep = {deep};
                for (let i = 0; i < 9; i++) streamwheel.track('n' + i, i === 6 ? {deep} : {});
                """);
        assertThat(types(collected("/spoilt", 8)))
                .containsExactlyInAnyOrder("n0", "n1", "n2", "n3", "n4", "n5", "n7", "n8");
    }

    @Test
    void whoDoesNotWantToBeTrackedIsNot() throws Exception {
        for (String wish : List.of("doNotTrack: '1'", "globalPrivacyControl: true")) {
            Object script =
                    browser.executeCdpCommand(
                                    "Page.addScriptToEvaluateOnNewDocument",
                                    Map.of(
                                            "source",
                                            "for (const [k, value] of Object.entries({"
                                                    + wish
                                                    + "})) Object.defineProperty(navigator, k, {value})"))
                            .get("identifier");
            browser.get(
                    page("/silent", "data-cookie=\"true\"", "<script>streamwheel.view()</script>"));
            browser.executeScript(
                    "for (let i = 0; i < 25; i++) streamwheel.track('n'); streamwheel.identify('u');"
                            + " streamwheel.page(); streamwheel.view('p')");
            assertThat(browser.executeScript("return localStorage.length")).isEqualTo(0L);
            assertThat(browser.manage().getCookies()).isEmpty();
            assertThat(errors()).isEmpty();
            browser.executeCdpCommand(
                    "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }
        browser.get(page("/not-silent", "", ""));
        collected("/not-silent", 1);
        assertThat(shop.sent)
                .singleElement()
                .extracting(Sent::body)
                .asString()
                .contains("/not-silent");
    }

    @Test
    void whereNothingMayBeStoredMemoryServes() throws Exception {
        ChromeDriver blocked =
                browser("blocked", Map.of("profile.default_content_setting_values.cookies", 2));
        try {
            blocked.get(page("/blocked", "", ""));
            assertThat(
                            blocked.executeScript(
                                    "try { localStorage; return 'open' } catch (e) { return e.name }"))
                    .isEqualTo("SecurityError");
            blocked.executeScript("streamwheel.track('a'); streamwheel.identify('u')");
            List<JsonNode> events = collected("/blocked", 3);
            assertThat(events.stream().map(event -> event.at("/anonymousId").asString()).distinct())
                    .hasSize(1);
            assertThat(blocked.executeScript("return errors")).isEqualTo(List.of());
        } finally {
            blocked.quit();
        }
    }

    @Test
    void aCookieIsSetOnlyWhereOneIsAskedFor() throws Exception {
        browser.get(page("/cookie", "data-cookie=\"true\"", ""));
        JsonNode first = only(collected("/cookie", 1), "page");
        assertThat(browser.manage().getCookieNamed("streamwheel").getValue())
                .contains(first.at("/anonymousId").asString());
        assertThat(browser.executeScript("return localStorage.streamwheel")).isNull();
        browser.get(page("/cookie-next", "data-cookie=\"true\"", ""));
        assertThat(only(collected("/cookie-next", 1), "page").at("/anonymousId"))
                .isEqualTo(first.at("/anonymousId"));
    }

    @Test
    void aWrongCallThrowsNothing() throws Exception {
        browser.get(page("/wrong", "data-auto=\"false\"", ""));
        browser.executeScript(
                """
                const circle = {};
                circle.circle = circle;
                for (const wrong of [null, undefined, 0, '', NaN, [], circle, () => 1, Symbol('x'), 1n]) {
                    streamwheel.track(null, wrong);
                    streamwheel.track(wrong);
                    streamwheel.view(wrong, wrong, wrong);
                    streamwheel.page(wrong);
                    streamwheel.identify(wrong);
                }
                localStorage.streamwheel = '{"a":';
                localStorage['streamwheel.q'] = '5';
                streamwheel.track('last', null);
                """);
        TestCollector.queued(all -> types(ofPage(all, "/wrong")).contains("last"));
        assertThat(errors()).isEmpty();
    }

    @Test
    void oneGlobalIsAllThatAPageGets() {
        browser.get(shop.put("/without", "<title>without</title>"));
        Object without = browser.executeScript("return Object.keys(window).sort()");
        browser.get(shop.put("/with", tag("", "data-auto=\"false\"")));
        assertThat((List<?>) browser.executeScript("return Object.keys(window).sort()"))
                .filteredOn(name -> !((List<?>) without).contains(name))
                .isEqualTo(List.of("streamwheel"));
    }

    private static ChromeDriver browser(String profile, Map<String, Object> preferences) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profiles.resolve(profile));
        options.setExperimentalOption("prefs", preferences);
        return new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
    }

    /**
     * A page that notes its errors and queues calls until the tag is there; returns its address.
     */
    private static String page(String path, String attributes, String head) {
        return shop.put(
                path,
                """
                <!doctype html><head><script>
                const errors = [];
                addEventListener("error", (e) => errors.push(e.message));
                addEventListener("unhandledrejection", (e) => errors.push(`${e.reason}`));
                ((s) => ["page", "view", "track", "identify"].forEach((m) => s[m] ||= (...a) => s.q.push([m, ...a])))(window.streamwheel ||= {q: []});
                </script>
                """
                        + tag("async", attributes + " data-endpoint=\"" + shop.proxy() + "\"")
                        + head);
    }

    private static String tag(String async, String attributes) {
        return "<script %s src=\"http://127.0.0.1:%d/streamwheel.js\" data-key=\"wk_it\" %s></script>"
                .formatted(async, TestCollector.port(collector), attributes);
    }

    private static List<?> errors() {
        return (List<?>) browser.executeScript("return errors");
    }

    /** So many events of a page, taken off the queue. */
    private static List<JsonNode> collected(String path, int count) throws Exception {
        List<JsonNode> events =
                ofPage(TestCollector.queued(all -> ofPage(all, path).size() >= count), path);
        assertThat(events).hasSize(count);
        return events;
    }

    private static List<JsonNode> ofPage(List<CollectedEvent> events, String path) {
        return events.stream()
                .map(event -> JSON.readTree(event.payload().toText()))
                .filter(event -> event.at("/context/url").asString().endsWith(path))
                .toList();
    }

    private static JsonNode only(List<JsonNode> events, String type) {
        List<JsonNode> found =
                events.stream().filter(event -> event.at("/type").asString().equals(type)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.at("/type").asString()).toList();
    }

    private static void assertPiecesAreSmall() {
        assertThat(shop.sent)
                .allSatisfy(sent ->
                        assertThat(sent.body().getBytes(StandardCharsets.UTF_8).length)
                                .isLessThanOrEqualTo(60 << 10));
    }
}
