package io.streamwheel.ingest;

import static io.streamwheel.ingest.Chromium.only;
import static io.streamwheel.ingest.Chromium.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.ingest.ShopPages.Sent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.JsonNode;

/**
 * How the tag's events get to the collector: together, in pieces, again, and from pages that end.
 */
class ITTagDelivery {

    private static final String TEN_KILOBYTES = "'x'.repeat(10000)";

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
    void eventsShareRequests() throws Exception {
        browser.get(chromium.page("/batch", "data-auto=\"false\"", ""));
        browser.executeScript("for (let i = 0; i < 45; i++) streamwheel.track('n' + i)");
        List<JsonNode> events = chromium.collected("/batch", 45);
        assertThat(events.stream().map(event -> event.at("/id").asString()))
                .doesNotHaveDuplicates();
        assertThat(shop.sent.size()).isBetween(1, 3);
    }

    @Test
    void whatIsTooMuchForOneRequestGoesInSeveral() throws Exception {
        browser.get(chromium.page("/large", "data-auto=\"false\"", ""));
        browser.executeScript(
                "for (let i = 0; i < 12; i++) streamwheel.track('n', {text: %s})"
                        .formatted(TEN_KILOBYTES));
        browser.executeScript("streamwheel.track('n', {text: 'x'.repeat(40000)})");
        browser.executeScript("streamwheel.track('last')");
        chromium.collected("/large", 13);
        assertThat(shop.sent.size()).isBetween(3, 4);
        assertPiecesAreSmall();
    }

    @Test
    void whoLeavesSendsByBeaconAndTheNextPageSendsTheRest() throws Exception {
        browser.get(chromium.page("/leave", "data-auto=\"false\"", ""));
        browser.executeScript(
                "for (let i = 0; i < 15; i++) streamwheel.track('n' + i, {text: %s})"
                        .formatted(TEN_KILOBYTES));
        browser.get(chromium.page("/leave-next", "data-auto=\"false\"", ""));
        List<JsonNode> events = chromium.collected("/leave", 15);
        assertThat(types(events)).doesNotHaveDuplicates();
        assertThat(shop.sent.getFirst().beacon()).isTrue();
        assertThat(shop.sent.getLast().beacon()).isFalse();
        assertPiecesAreSmall();
    }

    @Test
    void aRefusedEventIsSentAgainUnderTheSameId() throws Exception {
        shop.refusals.set(1);
        browser.get(chromium.page("/refused", "", ""));
        JsonNode page = only(chromium.collected("/refused", 1), "page");
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
        browser.get(chromium.page("/kept", "", ""));
        await().until(() -> !shop.sent.isEmpty());
        await().until(() -> {
            browser.get(shop.put("/empty", ""));
            return browser.executeScript("return localStorage['streamwheel.q']") != null;
        });
        shop.refusals.set(0);
        browser.get(chromium.page("/kept-next", "data-auto=\"false\"", ""));
        only(chromium.collected("/kept", 1), "page");
    }

    @Test
    void anEventThatSpoilsItsRequestTakesNoOtherWithIt() throws Exception {
        browser.get(chromium.page("/spoilt", "data-auto=\"false\"", ""));
        browser.executeScript(
                """
                let deep = {};
                for (let i = 0; i < 30; i++) deep = {deep};
                for (let i = 0; i < 9; i++) streamwheel.track('n' + i, i === 6 ? {deep} : {});
                """);
        assertThat(types(chromium.collected("/spoilt", 8)))
                .containsExactlyInAnyOrder("n0", "n1", "n2", "n3", "n4", "n5", "n7", "n8");
    }

    private static void assertPiecesAreSmall() {
        assertThat(shop.sent)
                .allSatisfy(sent ->
                        assertThat(sent.body().getBytes(StandardCharsets.UTF_8).length)
                                .isLessThanOrEqualTo(60 << 10));
    }
}
