package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.flow.Posted;
import io.streamwheel.benchmarks.stack.EventRequests;
import io.streamwheel.benchmarks.stack.Latencies;
import io.streamwheel.benchmarks.stack.OpenLoop;
import java.time.Duration;

/**
 * Five times what the door took at its peak in the same round, in an open loop over so many
 * connections that what is under way exceeds what the door lets wait. Latencies count from when a
 * request was sent: it is the door that is measured, not the queue before it.
 */
final class OverloadPart implements Part {

    private static final int TIMES = 5;

    /** By the default of the door, 20,000 events wait at most. */
    private static final int EVENTS_UNDER_WAY = 5 * 20_000 / 4;

    private final Ground ground;
    private final Settings settings;

    OverloadPart(Ground ground) {
        this.ground = ground;
        settings = ground.settings();
    }

    /** The door is warm when this begins. */
    @Override
    public void warmUp() {}

    @Override
    public void measure(String round, Board board) throws Exception {
        String run = round + "-overload";
        double peak = board.latest(Line.DOOR).orElseThrow();
        OpenLoop loop =
                new OpenLoop(
                        ground.pipeline().door(),
                        TIMES * peak / settings.batch(),
                        Math.max(settings.connections(), EVENTS_UNDER_WAY / settings.batch()),
                        new EventRequests(
                                ground.pipeline().door(),
                                Pipeline.WRITE_KEY,
                                run,
                                Ground.CROWD,
                                settings.batch()));
        Latencies latencies =
                ground.through(
                                run,
                                () -> {
                                    long end =
                                            System.nanoTime()
                                                    + Duration.ofSeconds(settings.seconds())
                                                            .toNanos();
                                    return loop.run(() -> System.nanoTime() < end);
                                },
                                posted -> Posted.of(posted, settings.batch()),
                                board)
                        .load();
        board.faults(run, Refusals.otherThanComeLater(latencies));
        double accepted = latencies.nanos().length;
        double all = accepted + latencies.refused();
        double perSecond = (double) settings.batch() / settings.seconds();
        board.add(Line.OVERLOAD_OFFERED, all * perSecond);
        board.add(Line.OVERLOAD, accepted * perSecond);
        board.add(Line.OVERLOAD_P99, latencies.tookMillis(99));
        board.add(Line.OVERLOAD_REFUSED, latencies.refused() / all);
    }
}
