package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Refusals;
import io.streamwheel.benchmarks.flow.SteadyLoad;
import io.streamwheel.benchmarks.flow.SteadyLoad.Watched;
import java.time.Duration;

/** From a POST to the event's being there for who asks for it, while others come in. */
final class VisiblePart implements Part {

    private static final double EVENTS_PER_SECOND = 1_000;
    private static final int BATCH = 50;
    private static final int POSTING = 8;

    private final Ground ground;
    private final Settings settings;

    VisiblePart(Ground ground) {
        this.ground = ground;
        settings = ground.settings();
    }

    @Override
    public void warmUp(Board board) throws Exception {
        through("warm-visible", settings.lightWarmUp(), board);
    }

    @Override
    public void measure(String round, Board board) throws Exception {
        Watched watched = through(round + "-visible", settings.seconds(), board);
        board.faults(round + "-visible", Refusals.anyOf(watched.load()));
        board.add(Line.VISIBLE_P50, watched.probes().millis(50));
        board.add(Line.VISIBLE_P99, watched.probes().millis(99));
    }

    private Watched through(String run, int seconds, Board board) throws Exception {
        SteadyLoad load = new SteadyLoad(ground.pipeline(), EVENTS_PER_SECOND, BATCH, POSTING);
        return ground.through(
                        run,
                        () -> load.watched(run, Duration.ofSeconds(seconds)),
                        Watched::posted,
                        board)
                .load();
    }
}
