package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.failed.ReplayJob.State;
import io.streamwheel.analysis.failed.ReplayWork.Hand;
import io.streamwheel.transport.PublishFailedException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker on one job, until the job ends or is another's. While the broker or the database is
 * away it waits, and goes on with what it had in hand.
 */
final class ReplayRun implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);
    private static final int MOST_IN_HAND = 250;
    private static final long PAUSE_MILLIS = 50;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 500;

    private final long jobId;
    private final ReplayWork work;
    private final ReplayQueue queue;
    private TokenBucket bucket;
    private final CountDownLatch closing;

    /**
     * @param closing ends it at its next step
     */
    ReplayRun(ReplayJob job, ReplayWork work, ReplayQueue queue, CountDownLatch closing) {
        this.jobId = job.id();
        this.work = work;
        this.queue = queue;
        this.bucket = new TokenBucket(job.rate(), System::nanoTime);
        this.closing = closing;
    }

    @Override
    public void run() {
        boolean failing = false;
        try {
            while (closing.getCount() > 0) {
                try {
                    Optional<ReplayJob> job = work.read(jobId);
                    if (job.isEmpty() || !step(job.get())) {
                        return;
                    }
                    if (failing) {
                        LOG.info("replay job {} goes on", jobId);
                        failing = false;
                    }
                } catch (SQLException | PublishFailedException away) {
                    if (away instanceof SQLException sql
                            && SqlFailure.of(sql) != SqlFailure.TRANSIENT) {
                        throw away;
                    }
                    if (!failing) {
                        LOG.warn("replay job {} waits: {}", jobId, away.getMessage());
                        failing = true;
                    }
                    pause(PAUSE_AFTER_FAILURE_MILLIS);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception fault) {
            LOG.error("replay job {} failed", jobId, fault);
            fail();
        }
    }

    /** False when there is nothing more to do. */
    private boolean step(ReplayJob job) throws Exception {
        if (job.cursor() < job.takenTo()) {
            Hand left = work.inHand(job);
            queue.send(left.events());
            work.settle(left);
            return true;
        }
        if (job.rate() != bucket.rate()) {
            bucket = new TokenBucket(job.rate(), System::nanoTime);
        }
        int allowed = bucket.available(MOST_IN_HAND);
        if (allowed == 0) {
            pause(PAUSE_MILLIS);
            return true;
        }
        Optional<Hand> taken = work.take(job, allowed);
        if (taken.isEmpty()) {
            return false;
        }
        Hand hand = taken.get();
        if (hand.job().takenTo() == job.takenTo()) {
            work.end(job, State.FINISHED);
            LOG.info("replay job {} is finished", jobId);
            return false;
        }
        bucket.spend(hand.events().size());
        queue.send(hand.events());
        work.settle(hand);
        return true;
    }

    private void pause(long millis) throws InterruptedException {
        boolean _ = closing.await(millis, TimeUnit.MILLISECONDS);
    }

    private void fail() {
        try {
            Optional<ReplayJob> job = work.read(jobId);
            if (job.isPresent()) {
                work.end(job.get(), State.FAILED);
            }
        } catch (SQLException e) {
            LOG.warn("replay job {} cannot be marked as failed: {}", jobId, e.getMessage());
        }
    }
}
