package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Cookie;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The way in and out, and what neither the console nor the interface opens of the other. */
@ExtendWith(OutputCaptureExtension.class)
class ITDoor {

    @RegisterExtension
    static final ConsoleBrowser console =
            ConsoleBrowser.empty()
                    .with("server.tomcat.remoteip.internal-proxies", "127\\.0\\.0\\.1");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(console.address(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(console.address(path)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** From the log-in, or from the page that is shown instead of it. */
    private String token() throws Exception {
        HttpResponse<String> door = get("/");
        String page = door.statusCode() == 200 ? door.body() : get("/console/welcome").body();
        return page.replaceAll("(?s).*?name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    }

    @Test
    void theDoorLooksAsItShould() throws Exception {
        console.click("form[action='/console/log-out'] button");
        console.first("#password");
        assertThat(console.path()).isEqualTo("/");
        console.screenshots("log-in");
    }

    @Test
    void aWrongPasswordIsToldSoAndTheRightOneOpensThePlaceThatWasWanted() {
        console.browser().manage().deleteAllCookies();
        console.open("/console/pipeline");
        console.problems(); // a part of the page before may have asked without its cookie
        assertThat(console.path()).isEqualTo("/");
        console.logIn("not the password");
        console.awaitText("[role=alert]", "not right");
        console.logIn(ConsoleBrowser.PASSWORD);
        console.awaitText("h1", "Pipeline");
        assertThat(console.path()).isEqualTo("/console/pipeline");
    }

    @Test
    void whoLoggedOutIsOut() {
        Cookie before = console.browser().manage().getCookieNamed("streamwheel-console");
        console.click("form[action='/console/log-out'] button");
        console.first("#password");
        console.browser().manage().deleteAllCookies();
        console.browser().manage().addCookie(before);
        console.open("/console/welcome");
        assertThat(console.path()).isEqualTo("/");
    }

    @Test
    void whoLogsOutWithAPageOpenLeavesNoFailureInTheLog(CapturedOutput output) {
        LiveStreams streams = console.service().getBean(LiveStreams.class);
        console.open("/console/pipeline");
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> streams.size() > 0);
        console.click("form[action='/console/log-out'] button");
        console.first("#password");
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> streams.size() == 0);
        assertThat(output.getAll()).doesNotContain("AuthorizationDeniedException");
    }

    @Test
    void theSessionsCookieIsOutOfReachOfScriptsAndOtherSites() {
        Cookie session = console.browser().manage().getCookieNamed("streamwheel-console");
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Strict");
        assertThat(console.browser().executeScript("return document.cookie")).isEqualTo("");
    }

    @Test
    void aLogInMakesANewSession() throws Exception {
        HttpResponse<String> first = logIn();
        HttpResponse<String> second = logIn();
        assertThat(sessionOf(first)).isNotEqualTo(sessionOf(second)).isNotEmpty();
    }

    private HttpResponse<String> logIn() throws Exception {
        return post(
                "/console/log-in",
                "username=operator&password=%s&_csrf=%s"
                        .formatted(ConsoleBrowser.PASSWORD, token()));
    }

    private static String sessionOf(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("streamwheel-console="))
                .findFirst()
                .orElse("");
    }

    @Test
    void whoeverOnlyKnocksGetsNoSession() throws Exception {
        assertThat(sessionOf(get("/"))).isEmpty();
        assertThat(sessionOf(get("/console/welcome"))).isEmpty();
        assertThat(sessionOf(post("/console/log-in", "username=a&password=b&_csrf=" + token())))
                .isEmpty();
    }

    @Test
    void behindAProxyWithTlsTheCookieIsForTlsOnly() throws Exception {
        assertThat(sessionOf(tryPassword(ConsoleBrowser.PASSWORD, "198.51.100.7")))
                .contains("; Secure");
        assertThat(sessionOf(logIn())).isNotEmpty().doesNotContain("Secure");
    }

    /** From an address behind a proxy with TLS. */
    private HttpResponse<String> tryPassword(String password, String address) throws Exception {
        return post(
                "/console/log-in",
                "username=operator&password=" + password + "&_csrf=" + token(),
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-For",
                address);
    }

    @Test
    void guessingIsSlowedAndTheOperatorIsLetInElsewhere() throws Exception {
        long begin = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            HttpResponse<String> refused = tryPassword("guess-" + i, "203.0.113.9");
            assertThat(refused.headers().firstValue("Location")).hasValue("/?why=refused");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofMillis(250 + 500 + 1000));
        assertThat(
                        tryPassword(ConsoleBrowser.PASSWORD, "198.51.100.8")
                                .headers()
                                .firstValue("Location"))
                .hasValue("/console/welcome");
    }

    @Test
    void aFormWithoutATokenDoesNothing() throws Exception {
        HttpResponse<String> answer =
                post("/console/log-in", "username=operator&password=" + ConsoleBrowser.PASSWORD);
        assertThat(answer.headers().firstValue("Location")).hasValue("/?why=old");
        assertThat(sessionOf(answer)).isEmpty();
    }

    @Test
    void keysOfTheInterfaceDoNotOpenTheConsole() throws Exception {
        for (String key :
                List.of(
                        ConsoleBrowser.SERVER_KEY,
                        ConsoleBrowser.ADMIN_KEY,
                        ConsoleBrowser.WRITE_KEY)) {
            HttpResponse<String> answer =
                    get("/console/welcome", "Authorization", "Bearer " + key, "X-API-Key", key);
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/?to=");
        }
    }

    @Test
    void theConsolesSessionDoesNotOpenTheInterface() throws Exception {
        logIn();
        assertThat(get("/console/welcome").statusCode()).isEqualTo(200);
        for (String path : List.of("/v1/pipeline", "/v1/sites", "/v1/keys")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(sessionOf(answer)).isEmpty();
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isEmpty();
        }
    }

    @Test
    void detoursThroughTheConsoleLeadNowhere() throws Exception {
        for (String path :
                List.of(
                        "/console/..;/v1/pipeline",
                        "/console/%2e%2e/v1/pipeline",
                        "/console;/../v1/pipeline",
                        "/console/%2e%2e/console/welcome",
                        "/console;x/welcome",
                        "//console/welcome")) {
            assertThat(get(path).statusCode()).as(path).isIn(400, 401, 404);
        }
    }

    @Test
    void aPartOfAPageTellsTheWholePageToLogInAgain() throws Exception {
        HttpResponse<String> answer = get("/console/pipeline", "HX-Request", "true");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).hasValue("/");
        assertThat(get("/console/pipeline", "Sec-Fetch-Dest", "empty").statusCode()).isEqualTo(401);
    }

    @Test
    void everyScreenOfTheNavigationIsThere() throws Exception {
        logIn();
        for (Screen screen : Screens.ALL) {
            HttpResponse<String> page = get(screen.address());
            assertThat(page.statusCode()).as(screen.address()).isEqualTo(200);
            assertThat(page.body()).contains("aria-current=\"page\"");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("no-store");
        }
        assertThat(get("/console/of-nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void theChosenColoursAreRemembered() {
        Object before = dark();
        console.click("[data-theme-toggle]");
        assertThat(dark()).isNotEqualTo(before);
        console.open("/console/pipeline");
        assertThat(dark()).isNotEqualTo(before);
        console.click("[data-theme-toggle]");
        assertThat(dark()).isEqualTo(before);
    }

    private static Object dark() {
        return console.browser()
                .executeScript("return getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void theFirstKeyLeadsPastTheNavigation() {
        console.browser().switchTo().activeElement().sendKeys(org.openqa.selenium.Keys.TAB);
        assertThat(console.browser().switchTo().activeElement().getText())
                .isEqualTo("Skip to the content");
    }
}
