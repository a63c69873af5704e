package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.flow.Posted;
import io.streamwheel.benchmarks.flow.Refusals;
import io.streamwheel.benchmarks.stack.EventRequests;
import io.streamwheel.benchmarks.stack.EventRequests.Crowd;
import io.streamwheel.benchmarks.stack.Latencies;
import io.streamwheel.benchmarks.stack.OpenLoop;
import io.streamwheel.benchmarks.stack.PreparedRequests;
import java.net.URI;
import java.time.Duration;

/**
 * Five times what the door took at its peak in the same round, in an open loop over five times the
 * connections of the peak: a request is due whether or not the ones before are answered, and goes
 * out when a connection is free. Latencies count from when a request was sent: it is the door that
 * is measured, not the queue before it. As at the peak, whose generator stops with its time, those
 * of requests that are answered after the last was sent do not count: there is no overload then.
 */
final class OverloadPart implements Part {

    private static final int TIMES = 5;

    private final Ground ground;
    private final Settings settings;

    OverloadPart(Ground ground) {
        this.ground = ground;
        settings = ground.settings();
    }

    /** The door is warm when this begins. */
    @Override
    public void warmUp(Board board) {}

    @Override
    public void measure(String round, Board board) throws Exception {
        String run = round + "-overload";
        double peak = board.latest(Line.DOOR).orElseThrow();
        Latencies latencies = offer(run, TIMES * peak, board);
        board.faults(run, Refusals.otherThanComeLater(latencies));
        double accepted = latencies.nanos().length;
        double all = accepted + latencies.refused();
        double perSecond = (double) settings.batch() / settings.seconds();
        board.add(Line.OVERLOAD_DUE, TIMES * peak);
        board.add(Line.OVERLOAD_ANSWERED, all * perSecond);
        board.add(Line.OVERLOAD, accepted * perSecond);
        board.add(Line.OVERLOAD_P99, latencies.tookMillis(99));
        board.add(Line.OVERLOAD_REFUSED, latencies.refused() / all);
    }

    private Latencies offer(String run, double events, Board board) throws Exception {
        URI door = ground.pipeline().door();
        EventRequests requests =
                new EventRequests(door, Pipeline.WRITE_KEY, run, Crowd.USUAL, settings.batch());
        OpenLoop loop =
                new OpenLoop(
                        door,
                        events / settings.batch(),
                        TIMES * settings.connections(),
                        new PreparedRequests(requests, run));
        return ground.through(
                        run,
                        () -> loop.run(Duration.ofSeconds(settings.seconds())),
                        posted -> Posted.of(posted, settings.batch()),
                        board)
                .load();
    }
}
