package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.FaultProxy;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * A real Chromium before a console with the data of {@link DemoSite}. To be registered as a static
 * {@code @RegisterExtension}: the operator is logged in before each test, and after it the browser
 * may have told neither an error nor a breach of the Content-Security-Policy.
 */
public final class ConsoleBrowser
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    public static final String PASSWORD = "password-of-the-test";
    public static final String WRITE_KEY = "wk_of-the-test-of-the-console";
    public static final String SERVER_KEY = "sk_of-the-test-of-the-console";
    public static final String ADMIN_KEY = "admin-key-of-the-test";
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int NARROW = 400;
    private static final int WIDE = 1600;
    private static final int HEIGHT = 1000;

    private final boolean withData;
    private final Map<String, Object> settings = new HashMap<>();
    private Path profile;
    private ShopAndCollector around;
    private FaultProxy database;
    private FaultProxy broker;
    private ConfigurableApplicationContext service;
    private ChromeDriver browser;

    private ConsoleBrowser(boolean withData) {
        this.withData = withData;
    }

    /** With a shop in which something happened, and a model. */
    public static ConsoleBrowser withData() {
        return new ConsoleBrowser(true);
    }

    /** With a site and its keys, and nothing else. */
    public static ConsoleBrowser empty() {
        return new ConsoleBrowser(false);
    }

    /** With a property of the service set. */
    public ConsoleBrowser with(String property, Object value) {
        settings.put(property, value);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        assumeTrue(
                CHROMIUM.canExecute() && DRIVER.canExecute(),
                "no Chromium: apt-get install chromium chromium-driver");
        profile = Files.createTempDirectory("console-browser-");
        around = new ShopAndCollector();
        service = startService();
        if (withData) {
            ConsoleData.fill(service, around.address() + "/pictures/");
        }
        browser = startBrowser();
    }

    private ConfigurableApplicationContext startService() throws IOException {
        Servers.purge(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED);
        TestDatabase store = Servers.newDatabase();
        database = store.proxy();
        broker = FaultProxy.of(Servers.broker());
        Map<String, Object> properties = new HashMap<>(Servers.brokerProperties());
        properties.put("spring.rabbitmq.host", "127.0.0.1");
        properties.put("spring.rabbitmq.port", broker.port());
        properties.putAll(store.through(database).properties());
        properties.put("server.port", 0);
        properties.put("management.server.port", 0);
        properties.put("streamwheel.console.password", PASSWORD);
        properties.put("streamwheel.console.collector", around.address());
        properties.put("streamwheel.analysis.admin-key", ADMIN_KEY);
        properties.put("streamwheel.analysis.bootstrap.site", DemoSite.NAME);
        properties.put("streamwheel.analysis.bootstrap.write-key", WRITE_KEY);
        properties.put("streamwheel.analysis.bootstrap.server-key", SERVER_KEY);
        properties.put("streamwheel.analysis.models.automatic.enabled", false);
        properties.put("streamwheel.analysis.models.search.time", "0s");
        properties.putAll(settings);
        return new SpringApplicationBuilder(AnalysisApplication.class)
                .properties(Map.of("spring.config.name", "analysis-service"))
                .initializers(application ->
                        application
                                .getEnvironment()
                                .getPropertySources()
                                .addFirst(
                                        new org.springframework.core.env.MapPropertySource(
                                                "console-browser", properties)))
                .run();
    }

    private ChromeDriver startBrowser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--window-size=" + WIDE + "," + HEIGHT,
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
    }

    /** Logs in unless the last test left the operator logged in. */
    @Override
    public void beforeEach(ExtensionContext context) {
        database.heal();
        broker.heal();
        browser.manage().logs().get(LogType.BROWSER);
        browser.get(address("/"));
        if (path().equals("/")) {
            logIn(PASSWORD);
        }
        await().atMost(PATIENCE).until(() -> path().equals("/console/welcome"));
    }

    /** Fills in the form of the log-in that is shown. */
    public void logIn(String password) {
        type("#password", password);
        click("main form button");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(problems()).as("what the browser complained about").isEmpty();
    }

    /** What the browser complained about since it was asked last. */
    public List<LogEntry> problems() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .toList();
    }

    /** Fails when the browser complained about something else than answers of that status. */
    public void assertComplaintsOnlyOf(int status) {
        assertThat(problems())
                .isNotEmpty()
                .allMatch(problem -> problem.getMessage().contains(" " + status + " "));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (browser != null) {
            browser.quit();
        }
        if (service != null) {
            service.close();
        }
        for (AutoCloseable each : Arrays.asList(around, database, broker)) {
            if (each != null) {
                each.close();
            }
        }
        if (profile != null) {
            FileSystemUtils.deleteRecursively(profile);
        }
    }

    public ChromeDriver browser() {
        return browser;
    }

    /** To look behind the console, or to change something there. */
    public ConfigurableApplicationContext service() {
        return service;
    }

    /** Stands before the database, to cut it off; healed before the next test. */
    public FaultProxy database() {
        return database;
    }

    /** Stands before the broker, to cut it off; healed before the next test. */
    public FaultProxy broker() {
        return broker;
    }

    public String address(String path) {
        return "http://127.0.0.1:%s%s"
                .formatted(service.getEnvironment().getProperty("local.server.port"), path);
    }

    /** The path of the page that is shown. */
    public String path() {
        return java.net.URI.create(browser.getCurrentUrl()).getPath();
    }

    public void open(String path) {
        browser.get(address(path));
    }

    /** The first that is visible, as soon as there is one. */
    public WebElement first(String selector) {
        return await().alias(selector)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () ->
                                browser.findElements(By.cssSelector(selector)).stream()
                                        .filter(WebElement::isDisplayed)
                                        .findFirst()
                                        .orElse(null),
                        found -> found != null);
    }

    public List<WebElement> all(String selector) {
        return browser.findElements(By.cssSelector(selector));
    }

    /** Clicks the first that is visible; when its part is fetched anew meanwhile, the new one. */
    public void click(String selector) {
        await().alias(selector)
                .atMost(PATIENCE)
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> {
                    WebElement found = first(selector);
                    browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", found);
                    found.click();
                    return true;
                });
    }

    public void type(String selector, String text) {
        WebElement field = first(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** What is written there, as soon as it has that in it. */
    public void awaitText(String selector, String part) {
        await().alias(selector + " says " + part)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(first(selector).getText()).contains(part));
    }

    /**
     * Fails when the page that is shown is wider than the window, in both widths. With {@code
     * -Dstreamwheel.screenshots=true} pictures of it, in both themes too, go to {@code
     * target/screenshots}.
     */
    public void screenshots(String name) throws IOException {
        for (int width : List.of(WIDE, NARROW)) {
            browser.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of(
                            "width",
                            width,
                            "height",
                            HEIGHT,
                            "deviceScaleFactor",
                            1,
                            "mobile",
                            false));
            awaitFrame();
            assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                    .as("width of " + name + " in a window of " + width)
                    .isLessThanOrEqualTo(width);
            if (Boolean.getBoolean("streamwheel.screenshots")) {
                pictures(name + "-" + width);
            }
        }
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    private void pictures(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        for (String theme : List.of("light", "dark")) {
            browser.executeScript(
                    "document.documentElement.dataset.theme = arguments[0];"
                            + "document.dispatchEvent(new CustomEvent('theme'))",
                    theme);
            awaitFrame();
            Files.write(SCREENSHOTS.resolve("%s-%s.png".formatted(name, theme)), picture());
        }
        browser.executeScript("delete document.documentElement.dataset.theme");
    }

    private void awaitFrame() {
        browser.executeAsyncScript(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 200)))");
    }

    private byte[] picture() {
        Map<String, Object> taken =
                browser.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true));
        return Base64.getDecoder().decode(String.valueOf(taken.get("data")));
    }
}
