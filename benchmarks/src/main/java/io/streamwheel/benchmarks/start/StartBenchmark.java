package io.streamwheel.benchmarks.start;

import io.streamwheel.benchmarks.stack.Application;
import io.streamwheel.benchmarks.stack.PrivateBroker;
import io.streamwheel.benchmarks.stack.PrivateDatabase;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.benchmarks.stack.Service;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Each service from the start of its process until it is ready, on a broker and a database that
 * run, with an AOT cache that is made as the image makes it and without one, in turns.
 */
public final class StartBenchmark {

    private static final String CACHE = "app.aot";

    /** Java writes the cache at its end. */
    private static final Duration END_OF_A_TRAINING = Duration.ofMinutes(5);

    private final Scratch scratch;
    private final Settings settings;
    private final Map<String, String> environment = new HashMap<>();

    private StartBenchmark(Scratch scratch, Settings settings) {
        this.scratch = scratch;
        this.settings = settings;
    }

    /** Prints the medians of start, CPU time and resident memory. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
        Settings settings = Settings.parse(arguments);
        try (Scratch scratch = Scratch.make("start-benchmark")) {
            new StartBenchmark(scratch, settings).run();
        }
    }

    private void run() throws Exception {
        environment.putAll(PrivateBroker.start(scratch).environment());
        environment.putAll(PrivateDatabase.start(scratch).environment());
        environment.put("STREAMWHEEL_SITE", "shop");
        environment.put(Training.WRITE_KEY, "wk_benchmark_of_a_start");
        environment.put(Training.SERVER_KEY, "sk_benchmark_of_a_start");
        makeTables();
        List<Variant> variants = new ArrayList<>();
        for (Service service : settings.services()) {
            for (String further : settings.further()) {
                train(service, further);
                variants.add(new Variant(service, further, true));
                variants.add(new Variant(service, further, false));
            }
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Variant variant : variants) {
                Start start = start(variant);
                variant.starts().add(start);
                System.out.printf("round %d %s%n", round, variant.lineOf(start));
            }
        }
        variants.forEach(each -> System.out.println(each.line()));
    }

    /** What the services find at every start but the first. */
    private void makeTables() throws Exception {
        start(Service.ANALYSIS, options(Service.ANALYSIS, "")).close();
    }

    /** A whole start, the first requests and SIGTERM. */
    private void train(Service service, String further) throws Exception {
        String options = options(service, further) + " -XX:AOTCacheOutput=" + cache(further);
        try (Application application = start(service, options)) {
            for (Training.Question each : Training.questions(service)) {
                String key = Objects.requireNonNull(environment.get(each.key()));
                Application.ask(each.to(application.at("/"), key));
            }
            application.end(END_OF_A_TRAINING);
        }
        Path cache = scratch.directory().resolve(service.slug()).resolve(cache(further));
        if (!Files.exists(cache)) {
            throw new IllegalStateException("no cache was made of a start of " + service.slug());
        }
    }

    private Start start(Variant variant) throws Exception {
        String options = options(variant.service(), variant.further());
        if (variant.cached()) {
            options += " -XX:AOTCache=" + cache(variant.further());
        }
        try (Application application = start(variant.service(), options)) {
            double cpu = application.cpu().seconds();
            Thread.sleep(settings.idle());
            return new Start(
                    application.startUp().toNanos() / 1e9, cpu, application.residentBytes());
        }
    }

    private Application start(Service service, String options) throws Exception {
        return Application.start(
                scratch,
                service.slug(),
                jar(service),
                options,
                environment,
                application -> HttpRequest.newBuilder(application.at("/readyz")).build());
    }

    private Path jar(Service service) {
        return Objects.requireNonNull(settings.jars().get(service));
    }

    private String options(Service service, String further) {
        return Objects.requireNonNull(settings.options().get(service)) + " " + further;
    }

    /** One for each set of options, in the service's own directory. */
    private String cache(String further) {
        return settings.further().indexOf(further) + "-" + CACHE;
    }
}
