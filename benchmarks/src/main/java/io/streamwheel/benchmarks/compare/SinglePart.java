package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.flow.Posted;
import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.Wrk;
import io.streamwheel.benchmarks.stack.Wrk.Load;

/** One event in each request, beside an application that reads the same JSON and writes it back. */
final class SinglePart implements Part {

    private final Ground ground;
    private final Settings settings;
    private final Wrk wrk;

    SinglePart(Ground ground) throws Exception {
        this.ground = ground;
        settings = ground.settings();
        wrk = Wrk.posting(ground.scratch(), Pipeline.WRITE_KEY, settings.connections(), 1);
    }

    @Override
    public void warmUp(Board board) throws Exception {
        through("warm-single", settings.warmUp(), board);
        echo("warm-echo", settings.warmUp());
    }

    @Override
    public void measure(String round, Board board) throws Exception {
        Load load = through(round + "-single", settings.seconds(), board);
        board.add(Line.SINGLE, load.rate());
        board.add(Line.SINGLE_P99, load.p99Millis());
        board.add(Line.ECHO, echo(round + "-echo", settings.seconds()).rate());
    }

    private Load through(String run, int seconds, Board board) throws Exception {
        return ground.through(
                        run,
                        () -> wrk.post(ground.pipeline().door(), run, seconds),
                        load -> Posted.of(load, settings.connections(), 1),
                        board)
                .load();
    }

    private Load echo(String run, int seconds) throws Exception {
        ground.bare().shareLike(Service.INGEST, ground.scratch());
        return wrk.post(ground.bare().at("/v1/events"), run, seconds);
    }
}
