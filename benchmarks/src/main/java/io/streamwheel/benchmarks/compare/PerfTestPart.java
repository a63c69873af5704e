package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.stack.Peers;
import io.streamwheel.benchmarks.stack.PerfTest;

/** The broker's own load generator, as fast as it can and at a steady rate. */
final class PerfTestPart implements Part {

    static final int RATE = 1_000;

    private final PerfTest perfTest;
    private final int seconds;

    PerfTestPart(Ground ground) throws Exception {
        Peers peers = new Peers(ground.settings().peers(), ground.scratch().directory());
        perfTest = PerfTest.on(ground.pipeline().broker(), peers, ground.scratch());
        seconds = ground.settings().seconds();
    }

    /** Each of its runs has a JVM of its own; the broker's is warm after this. */
    @Override
    public void warmUp(Board board) throws Exception {
        perfTest.run(seconds);
    }

    @Override
    public void measure(String round, Board board) throws Exception {
        PerfTest.Result most = perfTest.run(seconds);
        board.add(Line.PERFTEST_CONFIRMED, most.confirmed());
        board.add(Line.PERFTEST_CONSUMED, most.consumed());
        board.add(Line.PERFTEST_P99, perfTest.run(seconds, RATE).p99Millis());
    }
}
