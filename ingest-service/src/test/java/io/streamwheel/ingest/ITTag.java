package io.streamwheel.ingest;

import static io.streamwheel.ingest.Chromium.ofPage;
import static io.streamwheel.ingest.Chromium.only;
import static io.streamwheel.ingest.Chromium.types;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.JsonNode;

/** What the tag sends, from pages of another origin than the collector's. */
class ITTag {

    @TempDir private static Path profiles;

    private static Chromium chromium;
    private static ShopPages shop;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start(profiles);
        shop = chromium.shop();
        browser = chromium.browser();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void aNewVisitor() {
        chromium.forgetTheVisitor();
    }

    @Test
    void aPageAndTheProductOfItsJsonLdArrive() throws Exception {
        browser.get(
                chromium.page(
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
        List<JsonNode> events = chromium.collected("/json-ld", 2);
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
        assertThat(chromium.errors()).isEmpty();
        assertThat(shop.sent).hasSize(1);
    }

    @Test
    void openGraphSpeaksWhereThereIsNoJsonLd() throws Exception {
        browser.get(
                chromium.page(
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
        JsonNode view = only(chromium.collected("/open-graph", 1), "view");
        assertThat(view.at("/itemId").asString()).isEqualTo("https://shop.example/l");
        assertThat(view.at("/item/title").asString()).isEqualTo("Lamp");
        assertThat(view.at("/item/price").asDouble()).isEqualTo(9.9);
        assertThat(view.at("/item/currency").asString()).isEqualTo("EUR");
    }

    @Test
    void aPageWithoutAProductIsNotViewed() throws Exception {
        browser.get(chromium.page("/no-product", "", "<script>streamwheel.view()</script>"));
        browser.executeScript("streamwheel.track('last')");
        assertThat(types(chromium.collected("/no-product", 2))).containsExactly("page", "last");
    }

    @Test
    void whoIsIdentifiedStaysSoUntilTheyLeave() throws Exception {
        browser.get(chromium.page("/identify", "data-auto=\"false\"", ""));
        browser.executeScript(
                "streamwheel.identify(7); streamwheel.track('cart', {itemId: 5, value: '2',"
                        + " recommendationId: 'r1', properties: {size: 'L'}});");
        List<JsonNode> events = chromium.collected("/identify", 2);
        JsonNode cart = only(events, "cart");
        assertThat(cart.at("/userId").asString()).isEqualTo("7");
        assertThat(cart.at("/itemId").asString()).isEqualTo("5");
        assertThat(cart.at("/value").asDouble()).isEqualTo(2);
        assertThat(cart.at("/recommendationId").asString()).isEqualTo("r1");
        assertThat(cart.at("/properties/size").asString()).isEqualTo("L");
        String before = cart.at("/anonymousId").asString();
        assertThat(only(events, "identify").at("/anonymousId").asString()).isEqualTo(before);

        browser.get(chromium.page("/identify-next", "", ""));
        JsonNode next = only(chromium.collected("/identify-next", 1), "page");
        assertThat(next.at("/userId").asString()).isEqualTo("7");
        assertThat(next.at("/sessionId")).isEqualTo(cart.at("/sessionId"));

        browser.get(chromium.page("/identify-left", "data-auto=\"false\"", ""));
        browser.executeScript("streamwheel.identify(null); streamwheel.page()");
        JsonNode left = only(chromium.collected("/identify-left", 1), "page");
        assertThat(left.at("/userId").isMissingNode()).isTrue();
        assertThat(left.at("/anonymousId").asString()).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void halfAnHourWithoutAnEventEndsTheSession() throws Exception {
        browser.get(chromium.page("/session", "data-auto=\"false\"", ""));
        browser.executeScript(
                """
                streamwheel.track('a');
                const visitor = JSON.parse(localStorage.streamwheel);
                visitor.t -= 30 * 60 * 1000 + 1;
                localStorage.streamwheel = JSON.stringify(visitor);
                streamwheel.track('b');
                streamwheel.track('c');
                """);
        List<JsonNode> events = chromium.collected("/session", 3);
        JsonNode first = only(events, "a").at("/sessionId");
        JsonNode second = only(events, "b").at("/sessionId");
        assertThat(second).isNotEqualTo(first);
        assertThat(only(events, "c").at("/sessionId")).isEqualTo(second);
    }

    @Test
    void aWrongCallThrowsNothing() throws Exception {
        browser.get(chromium.page("/wrong", "data-auto=\"false\"", ""));
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
        assertThat(chromium.errors()).isEmpty();
    }

    @Test
    void oneGlobalIsAllThatAPageGets() {
        browser.get(shop.put("/without", "<title>without</title>"));
        Object without = browser.executeScript("return Object.keys(window).sort()");
        browser.get(shop.put("/with", chromium.tag("", "data-auto=\"false\"")));
        assertThat((List<?>) browser.executeScript("return Object.keys(window).sort()"))
                .filteredOn(name -> !((List<?>) without).contains(name))
                .isEqualTo(List.of("streamwheel"));
    }
}
