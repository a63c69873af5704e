package io.streamwheel.analysis.console.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.console.ConsoleBrowser;
import io.streamwheel.analysis.console.DemoSite;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import io.streamwheel.analysis.site.Sites;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a site without an event to the first list, by what the page shows. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ITWelcome {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.empty();

    private static void openWelcome() {
        console.open("/console/welcome");
        console.first(".steps li");
    }

    @Test
    @Order(1)
    void anEmptySiteIsToldWhatToDoNext() throws Exception {
        openWelcome();
        assertThat(console.first(".steps li.next").getText()).contains("Copy a snippet");
        assertThat(console.all(".steps li.done")).hasSize(1);
        console.screenshots("welcome-empty");
    }

    @Test
    @Order(2)
    void withoutAKeyTheTestEventSaysWhatIsMissing() {
        openWelcome();
        console.click("#send-test");
        console.awaitText("#test-way", "write key");
    }

    @Test
    @Order(3)
    void aKeyThatNobodyKnowsIsRefusedInWords() {
        openWelcome();
        console.type("#write-key", "wk_of-nobody");
        console.click("#send-test");
        console.awaitText("#test-way", "does not know this write key");
        assertThat(console.problems())
                .allSatisfy(entry -> assertThat(entry.getMessage()).contains("/v1/events"));
    }

    @Test
    @Order(4)
    void theKeyGoesIntoTheSnippetsAndCopyingOneIsTickedOff() {
        openWelcome();
        console.type("#write-key", ConsoleBrowser.WRITE_KEY);
        console.click("#tab-curl");
        assertThat(console.first("#code-curl").getText()).contains(ConsoleBrowser.WRITE_KEY);
        console.click("#panel-curl [data-copy]");
        console.awaitText(".steps li.next", "See the first event");
    }

    @Test
    @Order(5)
    void tabsAreReachedByArrowKeys() {
        openWelcome();
        console.click("#tab-tag");
        console.browser().switchTo().activeElement().sendKeys(org.openqa.selenium.Keys.ARROW_RIGHT);
        assertThat(console.first("[role=tab][aria-selected=true]").getText())
                .isEqualTo("analytics.js");
        console.first("#panel-analytics");
    }

    @Test
    @Order(6)
    void theTestEventShowsItsWayAndTheStepTicksItselfOff() throws Exception {
        openWelcome();
        console.type("#write-key", ConsoleBrowser.WRITE_KEY);
        console.click("#send-test");
        console.awaitText("#test-way .tag", "stored");
        assertThat(console.all("#test-way tbody tr")).hasSize(3);
        console.awaitText(".steps li.next", "Collect 100 events");
        assertThat(
                        console.service()
                                .getBean(PipelineMonitor.class)
                                .read(
                                        console.service()
                                                .getBean(Sites.class)
                                                .find(DemoSite.NAME)
                                                .orElseThrow())
                                .totals()
                                .stored())
                .isEqualTo(1);
        console.screenshots("welcome-test-event");
    }

    @Test
    @Order(7)
    void aKeyThatIsMadeHereIsFilledIn() {
        openWelcome();
        console.click("[hx-post='/console/welcome/key']");
        String made = console.first("#made-key").getText();
        assertThat(made).startsWith("wk_");
        console.awaitText("#code-tag", made);
    }

    @Test
    @Order(8)
    void theFirstListThatIsAskedForIsTickedOff() throws Exception {
        openWelcome();
        HttpResponse<String> list =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        console.address(
                                                                "/v1/users/u1/recommendations")))
                                        .header("X-API-Key", ConsoleBrowser.SERVER_KEY)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(list.statusCode()).isEqualTo(200);
        console.awaitText(".steps", "your site asks for lists");
    }
}
