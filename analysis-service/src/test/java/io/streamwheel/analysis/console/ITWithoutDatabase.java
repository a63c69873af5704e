package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the screens of people, items and models show while the database is away: what is in memory,
 * words for the rest, and all of it again when the database is back.
 */
class ITWithoutDatabase {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.withData();

    private static final String AWAY = "The database does not answer";

    private static void openWithoutDatabase(String path) {
        console.database().refuse();
        console.open(path);
        Number millis =
                (Number)
                        console.browser()
                                .executeScript(
                                        "const page = performance.getEntriesByType('navigation')[0];"
                                                + "return page.responseEnd - page.requestStart");
        assertThat(millis.longValue()).as("milliseconds of the page itself").isLessThan(1000);
        console.first("h1");
    }

    /** No part waits any more, none failed otherwise, and all come back by themselves. */
    private static void assertTheRestSaysSoAndComesBack() {
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> console.all("#screen .loading").isEmpty());
        assertThat(console.first("#screen").getText()).doesNotContain("This part failed");
        assertThat(statuses()).isNotEmpty().isSubsetOf(200L, 503L);
        console.database().heal();
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() ->
                        console.all("#screen [data-failed]").isEmpty()
                                && !console.first("#screen").getText().contains(AWAY));
        assertThat(console.problems()).allMatch(problem -> problem.getMessage().contains(" 503 "));
    }

    /** Of what the page asked for after it was there. */
    @SuppressWarnings("unchecked")
    private static List<Long> statuses() {
        return (List<Long>)
                console.browser()
                        .executeScript(
                                "return performance.getEntriesByType('resource')"
                                        + ".filter(each => each.name.includes('/console/') && !each.name.includes('/assets/'))"
                                        + ".map(each => each.responseStatus).filter(each => each > 0)");
    }

    @Test
    void people() {
        openWithoutDatabase("/console/people");
        console.awaitText("#screen", AWAY);
        console.awaitText("#picks", "Fine");
        assertTheRestSaysSoAndComesBack();
        console.first("#screen .visitors li");
    }

    @Test
    void onePerson() {
        openWithoutDatabase("/console/people?id=visitor-4");
        console.awaitText("#profile", AWAY);
        assertTheRestSaysSoAndComesBack();
        console.awaitText("#profile", "known as visitor-4");
        console.first("#list .entries li");
        console.first("#what-if .entries li");
    }

    @Test
    void items() {
        openWithoutDatabase("/console/items?sort=id");
        console.awaitText("#shelf", AWAY);
        assertTheRestSaysSoAndComesBack();
        console.first("#shelf li");
    }

    @Test
    void popularItems() {
        openWithoutDatabase("/console/items");
        assertTheRestSaysSoAndComesBack();
        console.first("#shelf li");
    }

    @Test
    void oneItem() {
        openWithoutDatabase("/console/items/item?id=camping-4");
        console.awaitText("h1", "camping");
        console.awaitText("#facts", AWAY);
        console.awaitText("#days-words", AWAY);
        console.awaitText("#alike .shelf", "camping");
        assertTheRestSaysSoAndComesBack();
        console.awaitText("#facts", "in lists");
        console.awaitText("#days-words", "views and");
    }

    @Test
    void models() throws Exception {
        openWithoutDatabase("/console/models");
        console.awaitText("#served", "Lists are made from it");
        for (String part : List.of("#card", "#builds", "#responses")) {
            console.awaitText(part, AWAY);
        }
        console.screenshots("models-without-database");
        console.database().heal();
        console.awaitText("#served .why", "nDCG@10");
        console.awaitText("#card", "popularity");
        console.awaitText("#builds", "served");
        console.awaitText("#responses", "Nothing was reported");
        assertThat(statuses()).isNotEmpty().isSubsetOf(200L, 503L);
        assertThat(console.problems()).allMatch(problem -> problem.getMessage().contains(" 503 "));
    }
}
