package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.flow.Posted;
import io.streamwheel.benchmarks.stack.EventRequests;
import io.streamwheel.benchmarks.stack.Latencies;
import io.streamwheel.benchmarks.stack.OpenLoop;
import io.streamwheel.benchmarks.stack.Service;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

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

    private record Seen(Latencies others, Latencies probes) {

        Posted posted() {
            return Posted.of(others, BATCH).plus(Posted.of(probes, 1));
        }
    }

    @Override
    public void warmUp(Board board) throws Exception {
        through("warm-visible", settings.lightWarmUp(), board);
    }

    @Override
    public void measure(String round, Board board) throws Exception {
        Seen seen = through(round + "-visible", settings.seconds(), board);
        board.faults(round + "-visible", Refusals.anyOf(seen.others));
        board.add(Line.VISIBLE_P50, seen.probes.millis(50));
        board.add(Line.VISIBLE_P99, seen.probes.millis(99));
    }

    private Seen through(String run, int seconds, Board board) throws Exception {
        return ground.through(run, () -> probe(run, seconds), Seen::posted, board).load();
    }

    private Seen probe(String run, int seconds) throws Exception {
        Pipeline pipeline = ground.pipeline();
        EventRequests events =
                new EventRequests(pipeline.door(), Pipeline.WRITE_KEY, run, Ground.CROWD, BATCH);
        OpenLoop loop = new OpenLoop(pipeline.door(), EVENTS_PER_SECOND / BATCH, POSTING, events);
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
                Latencies seen = probes.run(Duration.ofSeconds(seconds));
                over.set(true);
                return new Seen(posting.get(), seen);
            } finally {
                over.set(true);
            }
        }
    }
}
