package io.streamwheel.analysis.console.failed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.console.ConsoleBrowser;
import io.streamwheel.analysis.console.DemoSite;
import io.streamwheel.analysis.failed.FailedEventAudit;
import io.streamwheel.analysis.failed.FailedEventFilter;
import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.failed.ReplayJob;
import io.streamwheel.analysis.failed.ReplayJobs;
import io.streamwheel.analysis.failed.Replayer;
import io.streamwheel.analysis.interaction.EventLocator;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.KeyKind;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The screen Failed events, as somebody uses it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ITFailedScreen {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.empty();

    private static final String TITLE = "Failed events · Streamwheel";
    private static final String HOSTILE =
            "</code></textarea><script>document.title='hacked'</script>"
                    + "<img src=x onerror=\"document.title='hacked'\">";

    private static long copies = 70_000;

    private static <T> T bean(Class<T> type) {
        return console.service().getBean(type);
    }

    private static SiteId site() {
        return bean(Sites.class).find(DemoSite.NAME).orElseThrow();
    }

    private static FailedEvent failure(String id, String reason, String detail, Payload payload) {
        Instant at = Instant.now().minusSeconds(3600 + copies % 100);
        return new FailedEvent(
                DemoSite.NAME,
                id,
                ++copies,
                Stage.TRANSFORM,
                reason,
                detail,
                at,
                at.plusMillis(40),
                payload);
    }

    /** Lets events fail; the answer is what is kept of them, newest first. */
    private static List<FailedEventRow> fail(String reason, List<FailedEvent> failures)
            throws Exception {
        try (var connection = Servers.broker().newConnection("test/failures");
                var channel = connection.createChannel()) {
            channel.basicPublish("", Queues.FAILED, null, FailedEnvelope.encode(failures));
        }
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> open(reason, failures.size()).size() == failures.size());
        return open(reason, failures.size());
    }

    private static List<FailedEventRow> open(String reason, int most) throws Exception {
        return bean(FailedEvents.class)
                .page(
                        site(),
                        FailedEventFilter.open("transform", reason),
                        Long.MAX_VALUE,
                        Math.max(1, most));
    }

    private static FailedEventRow fail(String id, String reason, String payload) throws Exception {
        return fail(reason, List.of(failure(id, reason, "It cannot be used.", Payload.of(payload))))
                .getFirst();
    }

    private static FailedEventRow now(FailedEventRow row) throws Exception {
        return bean(FailedEvents.class).get(site(), row.id()).orElseThrow().row();
    }

    private static void openGroup(String reason) {
        console.open("/console/failed/group?stage=transform&reason=" + reason);
        console.first("#numbers > *:not(.loading)");
    }

    private static void openEvent(FailedEventRow row) {
        console.open("/console/failed?id=" + row.id());
        console.first("#state .facts");
        console.first("#edit > *:not(.loading)");
    }

    private static void assertProblems(String status) {
        assertThat(console.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.getMessage()).contains(status));
    }

    private static void assertOperatorDid(String deed) throws Exception {
        assertThat(bean(FailedEventAudit.class).page(site(), Long.MAX_VALUE, 1))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.deed()).isEqualTo(deed);
                    assertThat(entry.by()).isEqualTo("operator");
                });
    }

    @Test
    @Order(1)
    void whereNothingFailedItSaysWhatWouldBeHere() throws Exception {
        console.open("/console/failed");
        console.awaitText("#groups", "Nothing waits here");
        console.awaitText("#groups", "A failed event is one that was accepted at the door");
        console.awaitText("#replays", "No replay yet");
        console.screenshots("failed-empty");
    }

    @Test
    @Order(2)
    void anEventIsMendedReplayedAndStored() throws Exception {
        console.open("/console/failed");
        console.awaitText("#groups", "Nothing waits here");
        FailedEvent failure =
                failure(
                        "bad-1",
                        "missing-field",
                        "itemId is missing.",
                        Payload.of("{\"id\":\"bad-1\",\"type\":\"view\",\"value\":1.10}"));
        FailedEventRow row = fail("missing-field", List.of(failure)).getFirst();
        console.awaitText("#groups", "Something is missing");
        console.click("#groups a");
        console.awaitText("#waiting", "1");
        console.awaitText("#events", "bad-1");
        console.click("#events a");
        console.awaitText("#state", "itemId is missing.");
        console.awaitText("#payload", "\"value\": 1.10");
        console.screenshots("failed-one");

        console.type("#edited", "{\n\"id\": \"bad-1\"\n\"type\": \"view\"}");
        console.click("#replay-edited");
        console.awaitText("#edited-problem", "must be JSON: line 3");
        assertThat(console.first("#edited").getDomProperty("value"))
                .isEqualTo("{\n\"id\": \"bad-1\"\n\"type\": \"view\"}");
        assertThat(console.first("#edited").getDomAttribute("aria-invalid")).isEqualTo("true");
        console.screenshots("failed-edit-refused");
        console.type("#edited", "{\"id\": \"another\"}");
        console.click("#replay-edited");
        console.awaitText("#edited-problem", "“id” must stay what it is");
        assertProblems("422");
        assertThat(now(row).replays()).isZero();

        try (StandInTransform _ = new StandInTransform()) {
            console.type("#edited", "{\"id\": \"bad-1\", \"type\": \"view\", \"itemId\": \"p1\"}");
            console.click("#replay-edited");
            console.awaitText("#state .notice", "it is stored now");
            console.awaitText("#edit", "nothing to mend");
        }
        assertThat(bean(EventLocator.class).find(site(), "bad-1"))
                .hasValueSatisfying(found -> assertThat(found.fate()).isEqualTo(Fate.STORED));
        assertThat(now(row).fate()).isEqualTo("stored");
        assertOperatorDid("edited-replay");
        console.open("/console/failed");
        console.awaitText("#deeds", "the operator");
        console.awaitText("#deeds", "edited and replayed");
        console.type("#event-id", "bad-1");
        console.click("form.toolbar button");
        console.awaitText("#found", "stored");
        console.open("/console/failed?event=bad-of-nobody");
        console.awaitText("#found", "No event of that id has failed");
    }

    @Test
    @Order(3)
    void whatFailsAgainIsTheSameEventAndSaysSo() throws Exception {
        FailedEventRow row = fail("bad-2", "invalid-value", "{\"id\":\"bad-2\"}");
        openEvent(row);
        console.awaitText("#state", "A value that means nothing");
        try (StandInTransform _ = new StandInTransform()) {
            console.click("#replay-one");
            console.awaitText("#outcome", "Sent");
            console.awaitText("#state", "Something is missing");
        }
        console.awaitText("#state .facts", "1×");
        assertThat(now(row).reason()).isEqualTo("missing-field");
        assertOperatorDid("replay");
    }

    @Test
    @Order(4)
    void whatSomebodyElseReplayedMeanwhileIsNotSentAgain() throws Exception {
        FailedEventRow row = fail("bad-3", "too-large", "{\"id\":\"bad-3\",\"itemId\":\"p1\"}");
        openEvent(row);
        try (StandInTransform _ = new StandInTransform()) {
            bean(Replayer.class).replay(new KeyHolder(7, site(), KeyKind.SERVER), row.id(), null);
            console.awaitText("#state .notice", "it is stored now");
        }
        console.browser()
                .executeScript(
                        "htmx.ajax('POST', '/console/failed/replay', {target: '#outcome', values: {id:"
                                + " arguments[0]}})",
                        String.valueOf(row.id()));
        console.awaitText("#outcome", "Nothing was sent");
        assertThat(now(row).replays()).isEqualTo(1);
    }

    @Test
    @Order(5)
    void aGroupIsReplayedWatchedCancelledAndReplayedToItsEnd() throws Exception {
        String reason = "nul-in-text";
        List<FailedEvent> failures = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            failures.add(
                    failure(
                            "nul-" + i,
                            reason,
                            "/item/title holds U+0000.",
                            Payload.of(
                                    "{\"id\":\"nul-%d\",\"type\":\"view\",\"itemId\":\"p1\",\"item\":{\"title\":\"Tent\\u0000\"}}"
                                            .formatted(i))));
        }
        fail(reason, failures);
        openGroup(reason);
        console.awaitText("#waiting", "300");
        assertThat(console.all("#events li > a")).hasSize(25);
        console.click("#events .more button");
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> console.all("#events li > a").size() == 50);

        console.click("#rate option[value='10']");
        console.click("#replay-all button");
        console.awaitText("#outcome", "Sending 300, at most 10 a second");
        console.awaitText("#replays", "running");
        await().atMost(ConsoleBrowser.PATIENCE).ignoreExceptions().until(() -> sentOnTheBar() > 1);
        console.click("#replay-all button");
        console.awaitText("#outcome", "A replay of these runs already, at 10 a second");
        console.screenshots("failed-group");
        ReplayJob running = bean(ReplayJobs.class).newest(site(), 1).getFirst();
        console.click("#faster-" + running.id());
        console.awaitText("#outcome", "It goes on at 40 a second");
        console.click("#cancel-" + running.id());
        console.awaitText("#replays", "cancelled");
        ReplayJob cancelled = bean(ReplayJobs.class).find(site(), running.id()).orElseThrow();
        assertThat(cancelled.state()).isEqualTo(ReplayJob.State.CANCELLED);
        assertThat(cancelled.sent()).isBetween(1L, 299L);
        assertOperatorDid("cancel-replay");

        try (StandInTransform _ = new StandInTransform()) {
            console.click("#rate option[value='10000']");
            console.click("#replay-all button");
            console.awaitText("#replays", "everything sent");
            console.awaitText("#numbers", "None that failed in this way waits any more");
        }
        assertThat(open(reason, 1)).isEmpty();
        console.open("/console/failed");
        console.awaitText("#replays", "nul-in-text in transform");
        console.screenshots("failed");
        Number bytes =
                (Number)
                        console.browser()
                                .executeScript(
                                        "return [...performance.getEntriesByType('navigation'),"
                                                + " ...performance.getEntriesByType('resource')]"
                                                + ".reduce((all, each) => all + each.encodedBodySize, 0)");
        assertThat(bytes.longValue()).as("weight of the page").isBetween(1L, 200_000L);
    }

    private static long sentOnTheBar() {
        return Long.parseLong(console.first("#replays progress").getDomAttribute("value"));
    }

    @Test
    @Order(6)
    void whatIsDiscardedIsAskedForTwice() throws Exception {
        FailedEventRow one = fail("bad-4", "lone-surrogate", "{\"id\":\"bad-4\"}");
        openEvent(one);
        assertThat(console.all("#discard-one button").getFirst().isDisplayed()).isFalse();
        console.click("#discard-one summary");
        console.screenshots("failed-discard");
        console.click("#discard-one button");
        console.awaitText("#outcome", "Discarded");
        console.awaitText("#state .notice", "Somebody gave it up");
        assertThat(now(one).isDiscarded()).isTrue();
        assertOperatorDid("discard");

        fail("bad-5", "lone-surrogate", "{\"id\":\"bad-5\"}");
        FailedEventRow other = fail("bad-6", "malformed-json", "{\"id\":\"bad-6\"}");
        openGroup("lone-surrogate");
        console.click("#discard-all summary");
        console.click("#discard-all button");
        console.awaitText("#outcome", "1 discarded");
        console.awaitText("#events", "None that failed in this way waits any more");
        assertThat(open("lone-surrogate", 1)).isEmpty();
        assertThat(now(other).isOpen()).isTrue();
        assertOperatorDid("discard-many");
    }

    @Test
    @Order(7)
    void hostileTextAndBytesAreShownAndDoNotRun() throws Exception {
        String payload =
                "{\"id\":\"x\",\"a\":\"" + HOSTILE.replace("\"", "\\\"") + "\",\"b\":\"\u202e\"}";
        FailedEventRow hostile =
                fail(HOSTILE, List.of(failure(HOSTILE, HOSTILE, HOSTILE, Payload.of(payload))))
                        .getFirst();
        console.open("/console/failed");
        console.awaitText("#groups", HOSTILE);
        console.browser()
                .findElement(org.openqa.selenium.By.partialLinkText("<script>document.title"))
                .click();
        console.awaitText("#events", "<script>");
        console.click("#events a");
        console.awaitText("#state", HOSTILE);
        console.awaitText("#payload", "<script>document.title='hacked'</script>");
        console.awaitText("#payload", "\\u202E");
        assertThat(console.first("#edited").getDomProperty("value")).contains("<script>");
        assertThat(console.browser().getTitle()).isEqualTo(TITLE);
        assertThat(now(hostile).isOpen()).isTrue();

        byte[] bytes = new byte[2000];
        bytes[0] = (byte) 0xff;
        bytes[1] = '<';
        FailedEventRow binary =
                fail(
                                "invalid-utf8",
                                List.of(
                                        failure(
                                                "bytes",
                                                "invalid-utf8",
                                                "No UTF-8.",
                                                Payload.of(bytes))))
                        .getFirst();
        openEvent(binary);
        console.awaitText("#payload", "ff 3c 00");
        console.awaitText("#state .notice", "Its bytes are not one JSON value");
        assertThat(console.all("#replay-one")).isEmpty();
    }

    @Test
    @Order(8)
    void aLargePayloadIsCutAndCanBeHadWhole() throws Exception {
        String large = "{\"id\":\"large\",\"a\":\"" + "x".repeat(40_000) + "\",\"end\":true}";
        openEvent(fail("large", "unmappable", large));
        console.awaitText("#payload", "The beginning is shown");
        assertThat(console.first("#payload pre").getText()).doesNotContain("end");
        console.click("#payload .plain");
        console.awaitText("#payload pre", "\"end\": true");
        Object fetched =
                console.browser()
                        .executeAsyncScript(
                                "const done = arguments[1];"
                                        + "fetch(arguments[0]).then(async (a) => done([a.headers.get('content-disposition'),"
                                        + " a.headers.get('content-type'), await a.text()]))",
                                console.first("#payload a[download]").getDomProperty("href"));
        assertThat(fetched)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .satisfies(answer -> {
                    assertThat(String.valueOf(answer.get(0))).startsWith("attachment");
                    assertThat(answer.get(1)).isEqualTo("application/octet-stream");
                    assertThat(answer.get(2)).isEqualTo(large);
                });
    }

    @Test
    @Order(9)
    void withoutABrokerNothingIsSentAndReplaysWait() throws Exception {
        FailedEventRow row = fail("bad-7", "dead-lettered", "{\"id\":\"bad-7\",\"itemId\":\"p1\"}");
        openEvent(row);
        console.broker().refuse();
        console.click("#replay-one");
        console.awaitText("#outcome", "The broker does not take it");
        assertThat(now(row).isOpen()).isTrue();
        assertThat(now(row).replays()).isZero();
        openGroup("dead-lettered");
        console.click("#replay-all button");
        console.awaitText("#replays", "The broker does not answer: this replay waits");
        console.screenshots("failed-without-broker");
        assertProblems("503");
        console.broker().heal();
        try (StandInTransform _ = new StandInTransform()) {
            console.awaitText("#replays", "everything sent");
            console.awaitText("#numbers", "None that failed in this way waits any more");
        }
    }

    @Test
    @Order(10)
    void withoutADatabaseItSaysSoKeepsWhatWasTypedAndComesBack() throws Exception {
        FailedEventRow row = fail("bad-8", "unstorable", "{\"id\":\"bad-8\"}");
        openEvent(row);
        console.type("#edited", "{\"id\":\"bad-8\",\"itemId\":\"typed\"}");
        console.database().refuse();
        console.click("#replay-edited");
        console.awaitText("#edit .notice", "The database does not answer");
        assertThat(console.first("#edited").getDomProperty("value")).contains("typed");
        console.open("/console/failed");
        console.awaitText("#groups", "The database does not answer");
        console.awaitText("#replays", "The database does not answer");
        console.screenshots("failed-without-database");
        console.database().heal();
        console.awaitText("#groups", "unstorable");
        await().atMost(ConsoleBrowser.PATIENCE)
                .ignoreExceptions()
                .until(() -> !console.first("#main").getText().contains("does not answer"));
        assertProblems("503");
        assertThat(now(row).isOpen()).isTrue();
    }

    @Test
    @Order(11)
    void welcomeAndPipelineLeadHere() throws Exception {
        console.open("/console/welcome");
        console.click("#some-failed a");
        console.awaitText("h1", "Failed events");
        console.open("/console/pipeline");
        console.click(".tables a");
        console.awaitText("h1", "Failed events");
    }

    @Test
    @Order(12)
    void whatThereIsNotIsSaidToBeSo() {
        console.open("/console/failed?id=999999999");
        console.awaitText("#state", "There is no failed event of that number");
        console.awaitText("#payload", "Nothing is kept of it");
        console.awaitText("#edit", "nothing to mend");
        console.open("/console/failed?id=%3Cscript%3E");
        console.awaitText("#state", "There is no failed event of that number");
        console.open("/console/failed/group?stage=nowhere&reason=x");
        console.awaitText(".notice", "No event can fail in that way");
        console.problems();
    }
}
