package io.streamwheel.analysis.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.console.ConsoleBrowser;
import io.streamwheel.analysis.console.DemoSite;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The screen Models, as somebody uses it. */
class ITModelsScreen {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.withData();

    private static ServedModel served() {
        SiteId site = console.service().getBean(Sites.class).find(DemoSite.NAME).orElseThrow();
        return console.service().getBean(ModelRegistry.class).of(site).orElseThrow();
    }

    @Test
    void aBuildIsWatchedComparedAndTakenBack() throws Exception {
        ServedModel first = served();
        console.open("/console/models");
        console.awaitText("#served", first.name());
        console.awaitText("#served .why", "nDCG@10");
        console.awaitText("#card .scores", "popularity");
        console.awaitText("#card tr.served", "chosen");
        console.awaitText("#responses", "Nothing was reported of a list");
        console.click("#build-now");
        String second = String.valueOf(first.version() + 1);
        console.awaitText("#builds tbody tr:first-child td:first-child", second);
        console.awaitText("#builds tbody tr:first-child", "served");
        assertThat(served().version()).isEqualTo(first.version() + 1);
        console.screenshots("models");
        console.click("#card-" + second);
        console.awaitText("#card", "Version " + second);
        console.click("#serve-" + first.version());
        console.first("#serve-" + second);
        assertThat(served().version()).isEqualTo(first.version());
        console.awaitText("#builds tbody tr:nth-child(2)", "served");
        console.awaitText("#served div:nth-child(2) dd", String.valueOf(first.version()));
        console.awaitText("#card", "Version " + second);
    }
}
