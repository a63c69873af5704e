package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.stack.Pgbench;

/** What the same server of databases makes of the least that can be asked. */
final class PgbenchPart implements Part {

    private final Pgbench pgbench;
    private final Settings settings;

    PgbenchPart(Ground ground) throws Exception {
        settings = ground.settings();
        pgbench = Pgbench.in(ground.pipeline().database().beside("pgbench"), ground.scratch());
    }

    @Override
    public void warmUp(Board board) throws Exception {
        pgbench.select(settings.readers(), settings.lightWarmUp());
    }

    @Override
    public void measure(String round, Board board) throws Exception {
        board.add(Line.PGBENCH, pgbench.select(settings.readers(), settings.seconds()));
    }
}
