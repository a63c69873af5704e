package io.streamwheel.standalone;

import io.streamwheel.analysis.AnalysisApplication;
import io.streamwheel.ingest.IngestApplication;
import io.streamwheel.standalone.demo.DemoShop;
import io.streamwheel.transform.TransformApplication;
import io.streamwheel.transport.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The three services, each a Spring context of its own. */
final class Services implements AutoCloseable {

    /** The one that is there from the start. */
    static final String SITE = "demo";

    /**
     * After how long the next one begins to end though one has not ended: of the 25 s that a stop
     * may take these are 16, and the servers take 8 at most.
     */
    private static final List<Duration> PATIENCE =
            List.of(Duration.ofSeconds(6), Duration.ofSeconds(4), Duration.ofSeconds(6));

    /** In the order in which they end: nothing comes in before what is under way is finished. */
    private final List<ConfigurableApplicationContext> contexts;

    private final int ingestPort;
    private final int analysisPort;

    private Services(List<ConfigurableApplicationContext> contexts) {
        this.contexts = contexts;
        this.ingestPort = portOf(contexts.getFirst());
        this.analysisPort = portOf(contexts.getLast());
    }

    /**
     * Starts all three at once and returns when they serve.
     *
     * @param properties stronger than anything that the services find elsewhere
     * @param shop what the analysis service answers in a demo shop's name; null: there is none
     */
    static Services start(
            Ports ports,
            Keys keys,
            Map<String, Object> properties,
            @Nullable RouterFunction<ServerResponse> shop)
            throws CannotStartException, InterruptedException {
        // Else the first Tomcat's directory is every other's home, and goes with the first.
        System.getProperties().putIfAbsent("catalina.home", System.getProperty("java.io.tmpdir"));
        Map<String, Object> ingest = new HashMap<>(properties);
        listen(ingest, ports, ports.ingest(), ports.ingestManagement());
        Map<String, Object> transform = new HashMap<>(properties);
        listen(transform, ports, ports.transform(), ports.transformManagement());
        Map<String, Object> analysis = analysis(ports, keys, properties);
        analysis.put("streamwheel.console.shop", shop == null ? "" : DemoShop.PATH);
        // The one with most to do first.
        FutureTask<ConfigurableApplicationContext> analysisStart =
                start(AnalysisApplication.class, "analysis-service", analysis, shop);
        FutureTask<ConfigurableApplicationContext> ingestStart =
                start(IngestApplication.class, "ingest-service", ingest, null);
        FutureTask<ConfigurableApplicationContext> transformStart =
                start(TransformApplication.class, "transform-service", transform, null);

        List<ConfigurableApplicationContext> started = new ArrayList<>();
        ExecutionException problem = null;
        for (FutureTask<ConfigurableApplicationContext> start :
                List.of(ingestStart, transformStart, analysisStart)) {
            try {
                started.add(start.get());
            } catch (ExecutionException failed) {
                problem = failed;
            }
        }
        if (problem != null) {
            started.forEach(ConfigurableApplicationContext::close);
            throw cannotStart(Objects.requireNonNullElse(problem.getCause(), problem));
        }
        return new Services(List.copyOf(started));
    }

    /** What all three find at any start but the first: the tables, a site and its keys. */
    static void makeSite(Ports ports, Keys keys, Map<String, Object> properties) {
        builder(
                        AnalysisApplication.class,
                        "analysis-service",
                        analysis(ports, keys, properties),
                        null)
                .run()
                .close();
    }

    private static Map<String, Object> analysis(
            Ports ports, Keys keys, Map<String, Object> properties) {
        Map<String, Object> analysis = new HashMap<>(properties);
        listen(analysis, ports, ports.analysis(), ports.analysisManagement());
        analysis.put("streamwheel.analysis.bootstrap.site", SITE);
        analysis.put("streamwheel.analysis.bootstrap.write-key", keys.writeKey());
        analysis.put("streamwheel.analysis.bootstrap.server-key", keys.serverKey());
        analysis.put("streamwheel.console.password", keys.consolePassword());
        return analysis;
    }

    private static void listen(
            Map<String, Object> properties, Ports ports, int port, int management) {
        properties.put("server.port", port);
        properties.put("server.address", ports.bind());
        properties.put("management.server.port", management);
        properties.put("management.server.address", ports.managementBind());
    }

    private static FutureTask<ConfigurableApplicationContext> start(
            Class<?> application,
            String name,
            Map<String, Object> properties,
            @Nullable RouterFunction<ServerResponse> shop) {
        FutureTask<ConfigurableApplicationContext> task =
                new FutureTask<>(
                        () -> builder(application, name, properties, shop).run(new String[0]));
        Thread.ofPlatform().name("start-" + name).start(task);
        return task;
    }

    private static SpringApplicationBuilder builder(
            Class<?> application,
            String name,
            Map<String, Object> properties,
            @Nullable RouterFunction<ServerResponse> shop) {
        Map<String, Object> defaults =
                Map.of(
                        "spring.config.name",
                        name,
                        "spring.main.banner-mode",
                        "off",
                        // One registry per context: three services share this process.
                        "management.metrics.use-global-registry",
                        "false");
        return new SpringApplicationBuilder(application)
                .properties(defaults)
                // One hook ends everything in its order; see Standalone.
                .registerShutdownHook(false)
                .initializers(context -> {
                    context.getEnvironment()
                            .getPropertySources()
                            .addFirst(new MapPropertySource("standalone", properties));
                    context.getBeanFactory().addBeanPostProcessor(new OwnLoginTimeout());
                    if (shop != null) {
                        context.getBeanFactory().registerSingleton("shopRoutes", shop);
                    }
                });
    }

    private static CannotStartException cannotStart(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException taken) {
                return new CannotStartException(
                        "port "
                                + taken.getPort()
                                + " is taken. Free it, or name another with one of"
                                + " STREAMWHEEL_INGEST_PORT, STREAMWHEEL_TRANSFORM_PORT,"
                                + " STREAMWHEEL_ANALYSIS_PORT or their ..._MANAGEMENT_PORT.",
                        problem);
            }
        }
        return new CannotStartException("a service did not start: " + rootOf(problem), problem);
    }

    private static Throwable rootOf(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static int portOf(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    int ingestPort() {
        return ingestPort;
    }

    int analysisPort() {
        return analysisPort;
    }

    /**
     * Says to balancers that no more work is wanted, then ends one service after the other, in 16 s
     * at most.
     */
    @Override
    public void close() {
        for (ConfigurableApplicationContext context : contexts) {
            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        }
        for (int i = 0; i < contexts.size(); i++) {
            new Ending(PATIENCE.get(i), contexts.get(i)::close).close();
        }
    }
}
