package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Ledger;
import io.streamwheel.benchmarks.flow.Passage;
import io.streamwheel.benchmarks.flow.Passage.Passed;
import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.flow.Posted;
import io.streamwheel.benchmarks.stack.Application;
import io.streamwheel.benchmarks.stack.Scratch;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * What all parts are measured on: the three services and the bare application, on one broker and
 * one server of databases.
 */
record Ground(
        Settings settings, Scratch scratch, Pipeline pipeline, Ledger ledger, Application bare) {

    /** The bare application has none: the last of two is the one that counts. */
    private static final String NO_CONTEXT_AS_CODE = " -Dspring.aot.enabled=false";

    static Ground start(Settings settings, Scratch scratch) throws Exception {
        Pipeline pipeline =
                Pipeline.start(
                        scratch,
                        settings.builds(),
                        Map.of(
                                "STREAMWHEEL_ANALYSIS_MODELS_AUTOMATIC_ENABLED",
                                String.valueOf(settings.automaticModels())));
        Application bare =
                Application.start(
                        scratch,
                        "bare",
                        settings.echo(),
                        settings.doorOptions() + NO_CONTEXT_AS_CODE,
                        Map.of(),
                        application -> HttpRequest.newBuilder(application.at("/hello")).build());
        return new Ground(settings, scratch, pipeline, new Ledger(pipeline.database()), bare);
    }

    /** Posts, waits until all of it is stored, and holds the tables against it. */
    <T> Passed<T> through(String run, Callable<T> post, Function<T, Posted> posted, Board board)
            throws Exception {
        Passed<T> passed = new Passage(pipeline).accounted(run, post, posted);
        board.faults(run, passed.faults());
        return passed;
    }
}
