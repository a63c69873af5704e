package io.streamwheel.analysis.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.console.ConsoleBrowser;
import io.streamwheel.analysis.console.DemoSite;
import io.streamwheel.analysis.live.Watches;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.testkit.Servers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The screen Live, as somebody uses it. */
class ITLiveScreen {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.withData();

    private static final AtomicLong COPIES = new AtomicLong(7_000_000);
    private static final String NEWEST = "#live-rows tr:first-child";
    private static final String HOSTILE =
            "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>";

    private static EnrichedEvent view(String id, String user, String item) {
        Instant now = Instant.now();
        return new EnrichedEvent(
                DemoSite.NAME,
                id,
                COPIES.incrementAndGet(),
                "view",
                user,
                null,
                now.plusSeconds(3),
                now,
                now,
                null,
                null,
                null,
                List.of(new Interaction(0, "view", item, null)),
                List.of(),
                Payload.of(
                        "{\"id\":\"%s\",\"type\":\"view\",\"price\":1.10,\"note\":\"%s\"}"
                                .formatted(inJson(id), inJson(HOSTILE))));
    }

    private static String inJson(String text) {
        return text.replace("\"", "\\\"");
    }

    private static void publish(TransformResult... results) throws Exception {
        publish(Queues.ENRICHED, EnrichedEnvelope.encode(List.of(results)));
    }

    private static void publish(String queue, byte[] message) throws Exception {
        try (var connection = Servers.broker().newConnection("test/live");
                var channel = connection.createChannel()) {
            channel.basicPublish("", queue, null, message);
        }
    }

    /** Opens the screen, with what was before. */
    private static void open(String query) {
        console.open("/console/live" + query);
        console.first("#live-table, #live-none");
    }

    /** All of one moment: rows come and go. */
    @SuppressWarnings("unchecked")
    private static List<String> ids() {
        return (List<String>)
                console.browser()
                        .executeScript(
                                "return [...document.querySelectorAll('#live-rows .id')]"
                                        + ".map(id => id.innerText)");
    }

    @Test
    void anEventThatIsPostedShowsUpAndOpens() throws Exception {
        open("");
        assertThat(ids()).hasSizeGreaterThan(40);
        String body =
                "{\"writeKey\":\"%s\",\"id\":\"posted-1\",\"type\":\"view\",\"userId\":\"visitor-4\",\"itemId\":\"camping-4\"}"
                        .formatted(ConsoleBrowser.WRITE_KEY);
        HttpResponse<String> taken =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        console.service()
                                                                        .getEnvironment()
                                                                        .getProperty(
                                                                                "streamwheel.console.collector")
                                                                + "/v1/events"))
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(taken.statusCode()).isEqualTo(202);
        console.awaitText(NEWEST + " .id", "posted-1");
        console.awaitText(NEWEST + " .fate", "stored");
        console.awaitText(NEWEST + " .by", "visitor-4");
        console.awaitText(NEWEST + " .item", "camping-4");
        console.click(NEWEST + " button");
        console.awaitText(".detail .live-raw", "\"userId\": \"visitor-4\"");
        console.awaitText(".detail .live-enriched", "\"itemId\": \"camping-4\"");
        assertThat(console.first("#live-pause").getText()).isEqualTo("Resume");
        console.click(NEWEST + " button");
        assertThat(console.all(".detail")).isEmpty();
        console.click("#live-pause");
        console.click(NEWEST + " .by a");
        console.awaitText("#profile", "visitor-4");
    }

    @Test
    void whatCameWhilePausedIsCountedAndThenShown() throws Exception {
        open("");
        console.click("#live-pause");
        List<String> before = ids();
        publish(view("meanwhile-1", "u1", "p1"), view("meanwhile-2", "u1", "p1"));
        console.awaitText("#live-meanwhile", "2 came meanwhile");
        publish(view("meanwhile-3", "u1", "p1"));
        console.awaitText("#live-meanwhile", "3 came meanwhile");
        assertThat(ids()).isEqualTo(before);
        console.click("#live-pause");
        console.awaitText(NEWEST + " .id", "meanwhile-3");
        assertThat(ids()).contains("meanwhile-1", "meanwhile-2", "meanwhile-3");
        assertThat(console.first("#live-pause").getText()).isEqualTo("Pause");
    }

    @Test
    void filtersHoldForWhatWasAndForWhatComes() throws Exception {
        open("?visitor=visitor-4");
        assertThat(console.all("#live-rows .by"))
                .isNotEmpty()
                .allSatisfy(by -> assertThat(by.getText()).isEqualTo("visitor-4"));
        publish(view("of-5", "visitor-5", "books-1"), view("of-4", "visitor-4", "books-1"));
        console.awaitText(NEWEST + " .id", "of-4");
        assertThat(ids()).doesNotContain("of-5");
        console.awaitText("#screen", "by their id alone");

        open("?item=of-nobody&type=view");
        console.awaitText("#live-none", "None of the newest events is like that");
        publish(view("fits", "u1", "of-nobody"));
        console.awaitText(NEWEST + " .id", "fits");
        assertThat(ids()).containsExactly("fits");
        console.click("form.toolbar a");
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> ids().size() > 20);
    }

    @Test
    void whatBecameOfAnEventIsSaidAtIt() throws Exception {
        open("");
        publish(
                view("twice", "u2", "p2"),
                view("twice", "u2", "p3"),
                new DroppedEvent(
                        DemoSite.NAME,
                        "robot",
                        COPIES.incrementAndGet(),
                        Instant.now(),
                        DroppedEvent.Fate.FILTERED,
                        "bot"),
                new DroppedEvent(
                        DemoSite.NAME,
                        "twice",
                        COPIES.incrementAndGet(),
                        Instant.now(),
                        DroppedEvent.Fate.DUPLICATE,
                        "sieve"));
        publish(
                Queues.FAILED,
                FailedEnvelope.encode(
                        List.of(
                                new FailedEvent(
                                        DemoSite.NAME,
                                        "broken",
                                        COPIES.incrementAndGet(),
                                        FailedEvent.Stage.TRANSFORM,
                                        "missing-field",
                                        "itemId is missing.",
                                        Instant.now(),
                                        Instant.now(),
                                        Payload.of("{\"type\":\"cart\",\"userId\":\"u2\"}")))));
        console.awaitText("#live-rows", "broken");
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> ids().contains("robot"));

        toggle("robot", "filtered");
        console.awaitText(".detail", "A rule did not want it: bot");
        console.screenshots("live");
        toggle("robot", "filtered");
        toggle("twice", "sieve");
        console.awaitText(".detail", "Transform had let an event of this id through");
        console.awaitText(".detail .live-enriched", "\"itemId\": \"p2\"");
        toggle("twice", "sieve");
        toggle("twice", "store");
        console.awaitText(".detail", "The store had an event of this id already");
        console.awaitText(".detail", "Raw, this copy");
        console.screenshots("live-duplicate");
        toggle("twice", "store");
        toggle("broken", "missing-field");
        console.awaitText(".detail .live-raw", "\"type\": \"cart\"");
        assertThat(console.first(".detail .notice a").getDomAttribute("href"))
                .startsWith("/console/failed?id=");
    }

    private static void toggle(String id, String fateOrReason) {
        WebElement row =
                console.all("#live-rows tr:not(.detail)").stream()
                        .filter(each -> each.getText().contains(id))
                        .filter(each ->
                                List.of(
                                                each.findElement(By.cssSelector(".fate"))
                                                        .getText()
                                                        .split("\\s+"))
                                        .contains(fateOrReason))
                        .findFirst()
                        .orElseThrow();
        WebElement button = row.findElement(By.tagName("button"));
        console.browser().executeScript("arguments[0].scrollIntoView({block: 'center'})", button);
        button.click();
    }

    @Test
    void whatAnEventSaysIsShownAndDoesNotRun() throws Exception {
        open("");
        publish(view("hostile-" + HOSTILE, HOSTILE, HOSTILE));
        console.awaitText(NEWEST + " .id", "<script>");
        console.awaitText(NEWEST + " .by", "onerror");
        console.click(NEWEST + " button");
        console.awaitText(".detail .live-raw", "<script>");
        console.awaitText(".detail .live-raw", "1.10");
        console.awaitText(".detail .live-enriched", "onerror");
        console.awaitText(".detail .facts", "ahead, corrected");
        console.screenshots("live-open");
        assertThat(console.browser().getTitle()).isEqualTo("Live · Streamwheel");
        assertThat(console.all("#live-rows img, #live-rows script")).isEmpty();
    }

    @Test
    void ofABurstASampleIsShownWithItsNumber() throws Exception {
        open("?item=burst");
        for (int message = 0; message < 20; message++) {
            List<EnrichedEvent> events = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                events.add(view("burst-" + message + "-" + i, "u" + i, "burst"));
            }
            publish(Queues.ENRICHED, EnrichedEnvelope.encode(events));
        }
        console.awaitText("#live-rate", "showing");
        console.awaitText("#live-rate", " of ");
        console.screenshots("live-burst");
        await().atMost(ConsoleBrowser.PATIENCE)
                .untilAsserted(() ->
                        assertThat(console.first("#live-rate").getText()).contains("nothing"));
        assertThat(ids()).hasSizeBetween(10, 200);
    }

    @Test
    void withoutADatabaseItSaysSoAndGoesOnWhenItIsBack() throws Exception {
        open("");
        console.database().refuse();
        console.awaitText("#live-trouble", "The database does not answer");
        console.click(NEWEST + " button");
        console.awaitText(".detail", "The database does not answer");
        console.screenshots("live-without-database");
        console.click("#live-pause");
        publish(view("waited", "u1", "p1"));
        console.database().heal();
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> ids().contains("waited"));
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> console.all("#live-trouble[hidden]").size() == 1);
        console.awaitText(".detail", "Enriched"); // the part that failed came back, into its place
        assertThat(console.problems()).allMatch(problem -> problem.getMessage().contains("503"));
    }

    @Test
    void withoutABrokerItSaysSo() {
        open("");
        console.broker().refuse();
        console.awaitText("#live-trouble", "analysis does not take events");
        console.broker().heal();
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> console.all("#live-trouble[hidden]").size() == 1);
    }

    @Test
    void nobodyLooksAnyMoreWhenThePageIsLeft() {
        open("");
        Watches watches = console.service().getBean(Watches.class);
        assertThat(watches.listens()).isTrue();
        console.open("/console/items");
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> !watches.listens());
    }

    @Test
    void aLogOutElsewhereEndsTheStreamAndLeadsToTheDoor() {
        open("");
        Watches watches = console.service().getBean(Watches.class);
        Object status =
                console.browser()
                        .executeAsyncScript(
                                "const done = arguments[0];"
                                        + "fetch('/console/log-out', {method: 'POST', headers:"
                                        + " JSON.parse(document.body.getAttribute('hx-headers'))})"
                                        + ".then((answer) => done(answer.status))");
        assertThat(status).isEqualTo(200L);
        await().atMost(Duration.ofSeconds(2)).until(() -> !watches.listens());
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> console.path().equals("/"));
        assertThat(console.problems()).allMatch(problem -> problem.getMessage().contains("401"));
    }
}
