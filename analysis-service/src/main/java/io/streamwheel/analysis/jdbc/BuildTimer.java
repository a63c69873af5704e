package io.streamwheel.analysis.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The schedule of builds, in table {@code scheduled_tasks}: one process of all takes each turn.
 * While the database is away, turns are missed and nothing else happens.
 */
final class BuildTimer implements AutoCloseable {

    private static final Duration POLLING = Duration.ofSeconds(10);
    private static final Duration SHUTDOWN = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private boolean started;

    BuildTimer(DataSource source, Duration every, Runnable turn) {
        RecurringTask<Void> task =
                Tasks.recurring("model-builds", FixedDelay.of(every))
                        .execute((instance, context) -> turn.run());
        scheduler =
                Scheduler.create(source)
                        .startTasks(task)
                        .threads(1)
                        .pollingInterval(POLLING)
                        .shutdownMaxWait(SHUTDOWN)
                        .build();
    }

    /** Starts once. Throws while the database is away; to be called again then. */
    synchronized void ensureStarted() {
        if (!started) {
            scheduler.start();
            started = true;
        }
    }

    @Override
    public synchronized void close() {
        if (started) {
            scheduler.stop();
        }
    }
}
