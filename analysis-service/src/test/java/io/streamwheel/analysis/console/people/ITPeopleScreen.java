package io.streamwheel.analysis.console.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.console.ConsoleBrowser;
import io.streamwheel.analysis.console.DemoSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.WebElement;

/** The screen People, as somebody uses it. */
class ITPeopleScreen {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.withData();

    @Test
    void somebodyIsFoundWithInterestsHistoryAndReasons() throws Exception {
        console.open("/console/people");
        console.awaitText("#screen .visitors", "visitor-");
        console.screenshots("people");
        console.type("#person", "visitor-4");
        console.click("form.toolbar button");
        console.awaitText("#profile", "known as visitor-4");
        console.awaitText("#profile .bars", "camping");
        assertThat(console.all("#profile .timeline li")).hasSizeGreaterThan(3);
        console.awaitText("#list .origin", "personal");
        console.awaitText("#list .because", "because");
        console.first("#known .visitors li");
        console.awaitText("#picks", "Fine");
    }

    @Test
    void anExplainedRecommendationIsThreeClicksFromTheAddress() {
        console.browser().manage().deleteAllCookies();
        console.open("/");
        console.type("#password", ConsoleBrowser.PASSWORD);
        console.click("main form button");
        console.click("nav a[href='/console/people']");
        console.click("#screen .visitors a");
        console.awaitText("#list .because", "because");
    }

    @Test
    void somebodyUnknownIsSaidToBe() {
        console.open("/console/people?id=nobody-at-all");
        console.awaitText("#profile", "Nothing is stored under this id");
        console.awaitText("#list .origin", "popular");
    }

    @Test
    void clicksChangeThePreviewAndNothingElse() throws Exception {
        console.open("/console/people?id=visitor-4");
        console.awaitText("#what-if", "Nothing clicked yet");
        String served = titles("#list");
        assertThat(titles("#what-if")).isEqualTo(served);
        console.type("#pick-query", "coffee");
        console.awaitText("#picks .pick:first-child .name", "coffee");
        console.click("#picks .pick:nth-of-type(2)");
        console.awaitText("#what-if .clicked", "coffee");
        console.click("#picks .pick:nth-of-type(3)");
        console.first("#clicked-1");
        assertThat(titles("#what-if")).isNotEqualTo(served);
        console.awaitText("#what-if .entries", "viewed Fine coffee");
        console.screenshots("people-what-if");
        console.click("#what-if-of [value=session]");
        console.awaitText("#what-if .origin", "session");
        console.click("#clicked-1");
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> console.all("#clicked-1").isEmpty());
        console.click("#clicked-0");
        console.awaitText("#what-if", "Nothing clicked yet");
        console.open("/console/people?id=visitor-4");
        console.first("#list .entries");
        assertThat(titles("#list")).isEqualTo(served);
    }

    @Test
    void aScriptInATitleIsShownAndDoesNotRun() {
        console.open("/console/people?id=visitor-4");
        console.type("#pick-query", DemoSite.HOSTILE_ITEM);
        console.awaitText("#picks .name", "<script>");
        console.click("#picks .pick");
        console.awaitText("#what-if .clicked", "<script>");
        assertThat(console.browser().getTitle()).isEqualTo("People · Streamwheel");
    }

    private static String titles(String list) {
        console.first(list + " .entries");
        return String.join(
                "\n",
                console.all(list + " .entries strong").stream().map(WebElement::getText).toList());
    }
}
