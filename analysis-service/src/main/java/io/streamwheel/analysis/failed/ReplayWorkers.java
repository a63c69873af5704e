package io.streamwheel.analysis.failed;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on replay jobs in the background: each job in one process at a time. */
public final class ReplayWorkers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayWorkers.class);

    /** Jobs that this process works on at the same time. */
    private static final int MOST = 8;

    private static final long LAST_PATIENCE_SECONDS = 4;

    private final ReplayWork work;
    private final ReplayQueue queue;
    private final Set<Long> running = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("replay-", 0).factory());

    /**
     * @param lease how long a worker that says nothing is believed to live
     */
    public ReplayWorkers(DataSource database, ReplayQueue queue, Duration lease) {
        this.work = new ReplayWork(database, UUID.randomUUID(), lease);
        this.queue = queue;
    }

    /** Takes on what nobody works on. To be called often, and at once when there is a new job. */
    public void look() throws SQLException {
        int room = MOST - running.size();
        if (room < 1 || closing.getCount() == 0) {
            return;
        }
        for (ReplayJob job : work.claim(room)) {
            if (running.add(job.id())) {
                LOG.info("replay job {} of site {} goes on here", job.id(), job.siteId());
                threads.execute(() -> run(job));
            }
        }
    }

    private void run(ReplayJob job) {
        try {
            new ReplayRun(job, work, queue, closing).run();
        } finally {
            running.remove(job.id());
        }
    }

    /**
     * Ends between two steps, in four seconds at most; another process takes over when the lease is
     * over. A second call does not wait.
     */
    @Override
    public void close() {
        closing.countDown();
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
