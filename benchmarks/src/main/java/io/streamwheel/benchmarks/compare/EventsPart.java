package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Course;
import io.streamwheel.benchmarks.flow.Passage.Passed;
import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.flow.Posted;
import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.Wrk;
import io.streamwheel.benchmarks.stack.Wrk.Load;

/** Batches of events through the three services: what the door confirms, and what is stored. */
final class EventsPart implements Part {

    private static final double MEGABYTE = 1e6;

    private final Ground ground;
    private final Settings settings;
    private final Wrk wrk;

    EventsPart(Ground ground) throws Exception {
        this.ground = ground;
        settings = ground.settings();
        wrk =
                Wrk.posting(
                        ground.scratch(),
                        Pipeline.WRITE_KEY,
                        settings.connections(),
                        settings.batch());
    }

    @Override
    public void warmUp(Board board) throws Exception {
        through("warm-events", settings.warmUp(), board);
    }

    @Override
    public void measure(String round, Board board) throws Exception {
        long before = ground.ledger().bytes();
        Passed<Load> passed = through(round + "-events", settings.seconds(), board);
        long bytes = ground.ledger().bytes() - before;
        Load load = passed.load();
        Course course = passed.course();
        board.add(Line.DOOR, load.rate() * settings.batch());
        board.add(Line.DOOR_P50, load.medianMillis());
        board.add(Line.DOOR_P99, load.p99Millis());
        board.add(Line.STORED, course.rate());
        board.add(Line.STORED_ALONE, course.rate());
        board.add(Line.RAW, load.bytes());
        board.add(Line.DISK, (double) bytes / Math.max(1, course.totals().stored()));
        board.add(Line.MEMORY_INGEST, megabytes(course, Service.INGEST));
        board.add(Line.MEMORY_TRANSFORM, megabytes(course, Service.TRANSFORM));
        board.add(Line.MEMORY_ANALYSIS, megabytes(course, Service.ANALYSIS));
    }

    private Passed<Load> through(String run, int seconds, Board board) throws Exception {
        return ground.through(
                run,
                () -> wrk.post(ground.pipeline().door(), run, seconds),
                load -> Posted.of(load, settings.connections(), settings.batch()),
                board);
    }

    private static double megabytes(Course course, Service service) {
        return course.memory(service).largest() / MEGABYTE;
    }
}
