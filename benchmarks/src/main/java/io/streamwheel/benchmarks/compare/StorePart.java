package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.stack.EventRequests;
import io.streamwheel.benchmarks.store.StoreContest;

/** The writer of analysis without a queue before it, beside {@code COPY} into equal tables. */
final class StorePart implements Part {

    private static final double DUPLICATES = 0.3;

    private final StoreContest contest;

    StorePart(Ground ground) throws Exception {
        contest =
                StoreContest.open(
                        ground.pipeline().database().beside("contest"),
                        ground.scratch(),
                        ground.settings().storeEvents(),
                        EventRequests.Crowd.USUAL.users(),
                        EventRequests.Crowd.USUAL.items());
    }

    @Override
    public void warmUp(Board board) throws Exception {
        measure("warm", board);
    }

    @Override
    public void measure(String round, Board board) throws Exception {
        board.add(Line.WRITER, contest.product(round + "-writer", 0));
        board.add(Line.COPY_ALL, contest.copyOfAllRows(round + "-copy"));
        board.add(Line.WRITER_DUPLICATES, contest.product(round + "-duplicates", DUPLICATES));
        board.add(Line.COPY_EVENTS, contest.copyOfEvents(round + "-events"));
        board.add(Line.WRITER_AND_EVENTS, board.latest(Line.WRITER).orElseThrow());
        board.faults(round + "-store", contest.faults());
    }

    @Override
    public void close() {
        contest.close();
    }
}
