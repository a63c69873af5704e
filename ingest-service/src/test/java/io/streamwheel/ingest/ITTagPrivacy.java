package io.streamwheel.ingest;

import static io.streamwheel.ingest.Chromium.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.ingest.ShopPages.Sent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.JsonNode;

/** What the tag does not send, and what it stores. */
class ITTagPrivacy {

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
                    chromium.page(
                            "/silent",
                            "data-cookie=\"true\"",
                            "<script>streamwheel.view()</script>"));
            browser.executeScript(
                    "for (let i = 0; i < 25; i++) streamwheel.track('n'); streamwheel.identify('u');"
                            + " streamwheel.page(); streamwheel.view('p')");
            assertThat(browser.executeScript("return localStorage.length")).isEqualTo(0L);
            assertThat(browser.manage().getCookies()).isEmpty();
            assertThat(chromium.errors()).isEmpty();
            browser.executeCdpCommand(
                    "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }
        browser.get(chromium.page("/not-silent", "", ""));
        chromium.collected("/not-silent", 1);
        assertThat(shop.sent)
                .singleElement()
                .extracting(Sent::body)
                .asString()
                .contains("/not-silent");
    }

    @Test
    void whereNothingMayBeStoredMemoryServes() throws Exception {
        ChromeDriver blocked =
                chromium.open(
                        "blocked", Map.of("profile.default_content_setting_values.cookies", 2));
        try {
            blocked.get(chromium.page("/blocked", "", ""));
            assertThat(
                            blocked.executeScript(
                                    "try { localStorage; return 'open' } catch (e) { return e.name }"))
                    .isEqualTo("SecurityError");
            blocked.executeScript("streamwheel.track('a'); streamwheel.identify('u')");
            List<JsonNode> events = chromium.collected("/blocked", 3);
            assertThat(events.stream().map(event -> event.at("/anonymousId").asString()).distinct())
                    .hasSize(1);
            assertThat(blocked.executeScript("return errors")).isEqualTo(List.of());
        } finally {
            blocked.quit();
        }
    }

    @Test
    void aCookieIsSetOnlyWhereOneIsAskedFor() throws Exception {
        browser.get(chromium.page("/cookie", "data-cookie=\"true\"", ""));
        JsonNode first = only(chromium.collected("/cookie", 1), "page");
        assertThat(browser.manage().getCookieNamed("streamwheel").getValue())
                .contains(first.at("/anonymousId").asString());
        assertThat(browser.executeScript("return localStorage.streamwheel")).isNull();
        browser.get(chromium.page("/cookie-next", "data-cookie=\"true\"", ""));
        assertThat(only(chromium.collected("/cookie-next", 1), "page").at("/anonymousId"))
                .isEqualTo(first.at("/anonymousId"));
    }
}
