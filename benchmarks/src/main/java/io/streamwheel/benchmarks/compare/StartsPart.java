package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.stack.Service;

/** Each service ends and starts again, by itself, on tables that are there. */
final class StartsPart implements Part {

    private final Pipeline pipeline;

    StartsPart(Ground ground) {
        pipeline = ground.pipeline();
    }

    /** A start is cold. */
    @Override
    public void warmUp(Board board) {}

    @Override
    public void measure(String round, Board board) throws Exception {
        board.add(Line.START_INGEST, pipeline.restart(Service.INGEST).startUp().toNanos() / 1e9);
        board.add(
                Line.START_TRANSFORM,
                pipeline.restart(Service.TRANSFORM).startUp().toNanos() / 1e9);
        board.add(
                Line.START_ANALYSIS, pipeline.restart(Service.ANALYSIS).startUp().toNanos() / 1e9);
    }
}
