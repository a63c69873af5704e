package io.streamwheel.benchmarks.tune;

import io.streamwheel.benchmarks.flow.Passage;
import io.streamwheel.benchmarks.flow.Passage.Passed;
import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.flow.Posted;
import io.streamwheel.benchmarks.flow.Refusals;
import io.streamwheel.benchmarks.flow.SteadyLoad;
import io.streamwheel.benchmarks.flow.SteadyLoad.Watched;
import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.Latencies;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.Wrk;
import io.streamwheel.benchmarks.stack.Wrk.Load;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What the pipeline, as it runs at the moment, makes of a heavy and of a light load. */
final class Trial {

    private static final int CONNECTIONS = 64;
    private static final int BATCH = 50;
    private static final double QUIET_EVENTS = 1_000;
    private static final int QUIET_WARM_UP = 3;

    private final Settings settings;
    private final Pipeline pipeline;
    private final Passage passage;
    private final SteadyLoad quiet;
    private final Wrk wrk;
    private final Results results;

    /**
     * @param results that hear of faults
     */
    Trial(Settings settings, Pipeline pipeline, Scratch scratch, Results results)
            throws IOException {
        this.settings = settings;
        this.pipeline = pipeline;
        this.results = results;
        passage = new Passage(pipeline);
        quiet = new SteadyLoad(pipeline, QUIET_EVENTS, 1, CONNECTIONS);
        wrk = Wrk.posting(scratch, Pipeline.WRITE_KEY, CONNECTIONS, BATCH);
    }

    /** So that what is measured is not the compiler: batches, then single events. */
    void warmUp(String run) throws Exception {
        String all = run + "-warm";
        Duration light = Duration.ofSeconds(Math.min(QUIET_WARM_UP, settings.warmUp()));
        Passed<Posted> warm =
                passage.accounted(
                        all,
                        () -> {
                            Load batches =
                                    wrk.post(pipeline.door(), all + "-batches", settings.warmUp());
                            Latencies single = quiet.post(all + "-single", light);
                            return posted(batches).plus(Posted.of(single, 1));
                        },
                        Function.identity());
        results.faults(all, warm.faults());
    }

    /**
     * One turn, on empty tables.
     *
     * @param run the beginning of the events' ids
     * @param service whose time on the processors counts
     */
    Turn measure(String run, Service service) throws Exception {
        emptyTables();
        warmUp(run);

        String heavy = run + "-heavy";
        Cpu before = pipeline.cpu(service);
        Passed<Load> load =
                passage.accounted(
                        heavy,
                        () -> wrk.post(pipeline.door(), heavy, settings.seconds()),
                        Trial::posted);
        Cpu used = pipeline.cpu(service).minus(before);
        results.faults(heavy, load.faults());
        results.faults(heavy, refusals(load.load()));

        String light = run + "-quiet";
        Duration time = Duration.ofSeconds(settings.quietSeconds());
        Passed<Watched> seen =
                passage.accounted(light, () -> quiet.watched(light, time), Watched::posted);
        Watched watched = seen.load();
        results.faults(light, seen.faults());
        results.faults(light, Refusals.anyOf(watched.load()));
        return new Turn(
                load.load().rate() * BATCH,
                load.course().rate(),
                used.seconds() * 1e6 / Math.max(1, load.course().totals().decided()),
                watched.load().millis(50),
                watched.load().millis(99),
                watched.probes().millis(50),
                watched.probes().millis(99));
    }

    private static List<String> refusals(Load load) {
        return load.refused() + load.broken() == 0
                ? List.of()
                : List.of(
                        "%d requests refused, %d without an answer"
                                .formatted(load.refused(), load.broken()));
    }

    private static Posted posted(Load load) {
        return Posted.of(load, CONNECTIONS, BATCH);
    }

    /** What a turn stored must not be the next one's burden; items and visitors stay known. */
    private void emptyTables() throws SQLException {
        try (Connection connection = pipeline.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE event, event_payload, interaction, event_receipt");
            statement.execute("CHECKPOINT");
        }
    }
}
