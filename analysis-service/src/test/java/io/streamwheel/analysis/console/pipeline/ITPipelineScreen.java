package io.streamwheel.analysis.console.pipeline;

import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.console.ConsoleBrowser;
import io.streamwheel.analysis.console.DemoSite;
import io.streamwheel.analysis.console.Figures;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import io.streamwheel.analysis.pipeline.Totals;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The flow as the page shows it: the same numbers as the interface, and the cause of trouble. */
class ITPipelineScreen {

    @RegisterExtension static final ConsoleBrowser console = ConsoleBrowser.withData();

    @Test
    void theTotalsAreThoseOfTheInterface() {
        Totals totals =
                console.service()
                        .getBean(PipelineMonitor.class)
                        .read(
                                console.service()
                                        .getBean(Sites.class)
                                        .find(DemoSite.NAME)
                                        .orElseThrow())
                        .totals();
        Figures figures = console.service().getBean(Figures.class);
        console.open("/console/pipeline");
        console.awaitText(".tables", figures.count(totals.stored()));
        console.awaitText(".tables", figures.count(totals.failed()));
    }

    @Test
    void aMissingTransformIsSaidInWordsUntilItTakes() throws Exception {
        console.open("/console/pipeline");
        console.awaitText(".notice.bad", "No transform is connected");
        console.awaitText(".flow li.bad", Queues.COLLECTED);
        try (var connection = Servers.broker().newConnection("test/transform");
                var channel = connection.createChannel()) {
            channel.basicConsume(
                    Queues.COLLECTED, new com.rabbitmq.client.DefaultConsumer(channel));
            await().atMost(ConsoleBrowser.PATIENCE)
                    .until(() -> console.all(".flow li.bad").isEmpty());
            console.awaitText(".flow", "1 taking");
            console.screenshots("pipeline");
        }
    }

    @Test
    void theCurvesGoOn() {
        console.open("/console/pipeline");
        console.first("#rates-chart canvas");
        console.browser()
                .executeScript(
                        "window.samples = 0; document.getElementById('flow-stream')"
                                + ".addEventListener('stream:sample', () => window.samples++)");
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> (Long) console.browser().executeScript("return samples") > 1);
    }
}
