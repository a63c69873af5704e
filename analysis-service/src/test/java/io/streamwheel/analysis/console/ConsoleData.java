package io.streamwheel.analysis.console;

import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.model.ModelBuilds;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import org.springframework.context.ApplicationContext;

/** Puts {@link DemoSite} through the queues of a running service and has a model built. */
final class ConsoleData {

    private ConsoleData() {}

    static void fill(ApplicationContext service, String pictures) throws Exception {
        SiteId site = service.getBean(Sites.class).find(DemoSite.NAME).orElseThrow();
        int events = new DemoSite(pictures).publish();
        PipelineMonitor pipeline = service.getBean(PipelineMonitor.class);
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() ->
                        pipeline.read(site).totals().stored() == events
                                && pipeline.read(site).totals().failed() > 0);
        service.getBean(ModelBuilds.class).start(site, "request");
        ModelRegistry registry = service.getBean(ModelRegistry.class);
        await().atMost(ConsoleBrowser.PATIENCE).until(() -> registry.of(site).isPresent());
    }
}
