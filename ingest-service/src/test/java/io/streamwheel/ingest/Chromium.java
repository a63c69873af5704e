package io.streamwheel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Chromium before the pages of a shop that use the tag, and the collector behind them. */
final class Chromium implements AutoCloseable {

    private static final File PROGRAM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path profiles;
    private final ConfigurableApplicationContext collector;
    private final ShopPages shop;
    private final ChromeDriver browser;

    private Chromium(Path profiles, ConfigurableApplicationContext collector) {
        this.profiles = profiles;
        this.collector = collector;
        shop = new ShopPages(TestCollector.port(collector));
        browser = open("first", Map.of());
    }

    /** Skips the test where there is no Chromium. */
    static Chromium start(Path profiles) throws Exception {
        assumeTrue(
                PROGRAM.canExecute() && DRIVER.canExecute(),
                "no Chromium: apt-get install chromium chromium-driver");
        TestDatabase database = TestCollector.databaseOfKeys();
        Map<String, Object> properties = new HashMap<>(Servers.brokerProperties());
        properties.putAll(database.properties());
        ConfigurableApplicationContext collector = TestCollector.start(properties);
        try {
            return new Chromium(profiles, collector);
        } catch (RuntimeException e) {
            collector.close();
            throw e;
        }
    }

    ShopPages shop() {
        return shop;
    }

    ChromeDriver browser() {
        return browser;
    }

    void forgetTheVisitor() {
        shop.refusals.set(0);
        browser.get(shop.put("/empty", "<title>empty</title>"));
        browser.executeScript("localStorage.clear()");
        browser.manage().deleteAllCookies();
        shop.sent.clear();
    }

    /** Another browser, for somebody else. */
    ChromeDriver open(String profile, Map<String, Object> preferences) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(PROGRAM);
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
    String page(String path, String attributes, String head) {
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

    String tag(String async, String attributes) {
        return "<script %s src=\"http://127.0.0.1:%d/streamwheel.js\" data-key=\"wk_it\" %s></script>"
                .formatted(async, TestCollector.port(collector), attributes);
    }

    /** Those of the page that is open. */
    List<?> errors() {
        return (List<?>) browser.executeScript("return errors");
    }

    /** So many events of a page, taken off the queue. */
    List<JsonNode> collected(String path, int count) throws Exception {
        List<JsonNode> events =
                ofPage(TestCollector.queued(all -> ofPage(all, path).size() >= count), path);
        assertThat(events).hasSize(count);
        return events;
    }

    static List<JsonNode> ofPage(List<CollectedEvent> events, String path) {
        return events.stream()
                .map(event -> JSON.readTree(event.payload().toText()))
                .filter(event -> event.at("/context/url").asString().endsWith(path))
                .toList();
    }

    static JsonNode only(List<JsonNode> events, String type) {
        List<JsonNode> found =
                events.stream().filter(event -> event.at("/type").asString().equals(type)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.at("/type").asString()).toList();
    }

    @Override
    public void close() {
        browser.quit();
        shop.close();
        collector.close();
    }
}
