package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Posted;
import io.streamwheel.benchmarks.flow.Refusals;
import io.streamwheel.benchmarks.flow.SteadyLoad;
import io.streamwheel.benchmarks.stack.Latencies;
import java.time.Duration;

/**
 * Single events at a steady rate in an open loop: a latency counts from when the request was due.
 */
final class LatencyPart implements Part {

    private final Ground ground;
    private final Settings settings;

    LatencyPart(Ground ground) {
        this.ground = ground;
        settings = ground.settings();
    }

    @Override
    public void warmUp(Board board) throws Exception {
        through("warm-latency", settings.lightWarmUp(), board);
    }

    @Override
    public void measure(String round, Board board) throws Exception {
        Latencies latencies = through(round + "-latency", settings.seconds(), board);
        board.faults(round + "-latency", Refusals.anyOf(latencies));
        board.add(Line.LATENCY_P50, latencies.millis(50));
        board.add(Line.LATENCY_P99, latencies.millis(99));
    }

    private Latencies through(String run, int seconds, Board board) throws Exception {
        SteadyLoad load =
                new SteadyLoad(ground.pipeline(), PerfTestPart.RATE, 1, settings.connections());
        return ground.through(
                        run,
                        () -> load.post(run, Duration.ofSeconds(seconds)),
                        latencies -> Posted.of(latencies, 1),
                        board)
                .load();
    }
}
