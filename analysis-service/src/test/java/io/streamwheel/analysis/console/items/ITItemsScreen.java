package io.streamwheel.analysis.console.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.console.ConsoleBrowser;
import io.streamwheel.analysis.console.DemoSite;
import io.streamwheel.analysis.console.ShownLists;
import io.streamwheel.analysis.recommend.Recommender;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The screen Items, as somebody uses it. */
class ITItemsScreen {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.withData();

    private static SiteId site() {
        return console.service().getBean(Sites.class).find(DemoSite.NAME).orElseThrow();
    }

    private static <T> T bean(Class<T> type) {
        return console.service().getBean(type);
    }

    @Test
    void theGridIsInTheOrderOfTheInterfaceAndCanBeSearched() throws Exception {
        console.open("/console/items");
        console.awaitText("#shelf .shelf", "Fine");
        List<String> popular =
                bean(Recommender.class)
                        .popular(bean(ShownLists.class).query(site(), 5), null)
                        .items()
                        .stream()
                        .map(each -> "/console/items/item?id=" + each.itemId())
                        .toList();
        assertThat(
                        console.all("#shelf .shelf a").stream()
                                .limit(5)
                                .map(link -> link.getDomAttribute("href")))
                .containsExactlyElementsOf(popular);
        console.screenshots("items");
        console.type("#item-query", "books thing");
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> console.all("#shelf .shelf li").size() <= 10);
        assertThat(console.all("#shelf .shelf li")).isNotEmpty();
        console.awaitText("#shelf .shelf li:first-child", "books");
    }

    @Test
    void anItemShowsItsCurveAndWhatIsLikeItAndCanBeHidden() throws Exception {
        console.open("/console/items/item?id=camping-4");
        console.awaitText("#alike .origin", "similar");
        console.awaitText("#alike .shelf", "chosen by the same people, both in camping");
        console.awaitText("#days-words", "views and");
        console.first("#days-chart canvas");
        console.awaitText("#facts", "in lists");
        console.screenshots("items-one");
        console.click("#hide-show");
        console.awaitText("#facts", "Show in lists again");
        assertThat(bean(Catalogue.class).find(site(), "camping-4").orElseThrow().hidden()).isTrue();
        console.click("#hide-show");
        console.awaitText("#facts", "Hide from all lists");
        assertThat(bean(Catalogue.class).find(site(), "camping-4").orElseThrow().hidden())
                .isFalse();
    }

    @Test
    void aScriptInATitleIsShownAndDoesNotRun() {
        console.open("/console/items/item?id=" + DemoSite.HOSTILE_ITEM);
        console.awaitText("h1", DemoSite.HOSTILE_TITLE);
        console.first("#facts .described");
        assertThat(console.browser().getTitle()).isEqualTo("Items · Streamwheel");
    }
}
