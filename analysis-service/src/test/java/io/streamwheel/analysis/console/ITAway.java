package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the operator sees while database or broker are away. */
class ITAway {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.empty();

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** How long the server took to answer the page itself. */
    private static Duration serverTime() {
        Number millis =
                (Number)
                        console.browser()
                                .executeScript(
                                        "const page = performance.getEntriesByType('navigation')[0];"
                                                + "return page.responseEnd - page.requestStart");
        return Duration.ofMillis(millis.longValue());
    }

    @Test
    void withoutADatabaseThePageIsThereAtOnceAndItsPartSaysSoUntilItIsBack() {
        console.database().refuse();
        console.open("/console/welcome");
        assertThat(serverTime()).isLessThan(AT_ONCE);
        console.awaitText("#steps", "The database does not answer");
        console.database().heal();
        console.awaitText("#steps", "See the first event");
        assertThat(console.problems()).allMatch(problem -> problem.getMessage().contains("503"));
    }

    @Test
    void withoutADatabaseThePipelineShowsWhereItIsBroken() throws Exception {
        console.database().refuse();
        console.open("/console/pipeline");
        assertThat(serverTime()).isLessThan(AT_ONCE);
        console.awaitText(".notice.bad", "The database does not answer");
        console.awaitText(".tables.bad", "stored");
        console.screenshots("pipeline-without-database");
        console.database().heal();
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> console.all(".tables.bad").isEmpty());
    }

    @Test
    void withoutABrokerThePipelineShowsWhereItIsBroken() {
        console.broker().refuse();
        console.open("/console/pipeline");
        assertThat(serverTime()).isLessThan(AT_ONCE);
        console.awaitText("#main", "The broker does not answer");
        console.broker().heal();
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> !console.first("#main").getText().contains("broker does not answer"));
    }

    @Test
    void whatAProxySaysThatNobodyNamedIsNotBelieved() throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(console.address("/")))
                        .header("X-Forwarded-Proto", "https");
        assertThat(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(cookies.getCookieStore().getCookies())
                .isNotEmpty()
                .noneMatch(HttpCookie::getSecure);
    }

    @Test
    void theOperatorLogsInWithoutADatabase() {
        console.browser().manage().deleteAllCookies();
        console.open("/");
        console.database().refuse();
        console.logIn(ConsoleBrowser.PASSWORD);
        console.awaitText("h1", "Welcome");
        console.open("/console/nowhere");
        console.problems();
    }
}
