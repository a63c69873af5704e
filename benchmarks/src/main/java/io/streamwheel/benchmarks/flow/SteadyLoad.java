package io.streamwheel.benchmarks.flow;

import io.streamwheel.benchmarks.stack.EventRequests;
import io.streamwheel.benchmarks.stack.EventRequests.Crowd;
import io.streamwheel.benchmarks.stack.Latencies;
import io.streamwheel.benchmarks.stack.OpenLoop;
import io.streamwheel.benchmarks.stack.Service;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Events at a steady rate, in an open loop.
 *
 * @param events a second
 * @param batch of them in each request
 * @param connections that they come over
 */
public record SteadyLoad(Pipeline pipeline, double events, int batch, int connections) {

    /**
     * A load, and the events whose way was watched meanwhile.
     *
     * @param load from when each request was due to its answer
     * @param probes each from its POST until analysis knew it
     * @param batch events in each request of the load
     */
    public record Watched(Latencies load, Latencies probes, int batch) {

        public Posted posted() {
            return Posted.of(load, batch).plus(Posted.of(probes, 1));
        }
    }

    /**
     * Posts for so long.
     *
     * @param run the beginning of the events' ids
     */
    public Latencies post(String run, Duration time) throws Exception {
        return loop(run).run(time);
    }

    /** The same, and beside it one event after the other is posted and looked for. */
    public Watched watched(String run, Duration time) throws Exception {
        OpenLoop loop = loop(run);
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService thread = Executors.newSingleThreadExecutor();
                Probes probes =
                        new Probes(
                                pipeline.door(),
                                pipeline.application(Service.ANALYSIS).at(""),
                                run)) {
            Callable<Latencies> others = () -> loop.run(() -> !over.get());
            Future<Latencies> posting = thread.submit(others);
            try {
                Latencies seen = probes.run(time);
                over.set(true);
                return new Watched(posting.get(), seen, batch);
            } finally {
                over.set(true);
            }
        }
    }

    private OpenLoop loop(String run) {
        EventRequests requests =
                new EventRequests(pipeline.door(), Pipeline.WRITE_KEY, run, Crowd.USUAL, batch);
        return new OpenLoop(pipeline.door(), events / batch, connections, requests);
    }
}
