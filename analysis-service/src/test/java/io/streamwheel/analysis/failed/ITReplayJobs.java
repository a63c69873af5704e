package io.streamwheel.analysis.failed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.failed.ReplayJob.State;
import io.streamwheel.analysis.pipeline.Totals;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.transport.PublishFailedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many failed events sent through again, by workers that come and go. */
class ITReplayJobs {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static ReplayBench bench;
    private ReplayJobs jobs;

    @BeforeAll
    static void open() throws SQLException {
        bench = new ReplayBench();
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        bench.empty();
        jobs = new ReplayJobs(bench.database.dataSource());
    }

    private static ReplayWorkers workers(ReplayQueue queue, Duration lease) {
        return new ReplayWorkers(bench.database.dataSource(), queue, lease);
    }

    private static void fail(int count, String payload) throws SQLException {
        for (int i = 0; i < count; i++) {
            bench.failed("e" + i, 1000 + i, payload);
        }
    }

    private ReplayJob job(@Nullable String reason, int rate) throws SQLException {
        return jobs.open(bench.caller, null, reason, rate);
    }

    private ReplayJob now(ReplayJob job) throws SQLException {
        return jobs.find(bench.site, job.id()).orElseThrow();
    }

    private ReplayJob awaitEnd(ReplayJob job) {
        await().atMost(PATIENCE).until(() -> now(job).state() != State.RUNNING);
        try {
            return now(job);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void allThatFailedInOneWayAreSentOnceAndTheJobEndsByItself() throws Exception {
        fail(600, "{}");
        ReplayJob job = job("missing-field", 10_000);
        assertThat(job.total()).isEqualTo(600);
        try (ReplayWorkers workers = workers(bench::send, LEASE)) {
            workers.look();
            ReplayJob done = awaitEnd(job);
            assertThat(done.state()).isEqualTo(State.FINISHED);
            assertThat(done.sent()).isEqualTo(600);
            assertThat(done.skipped()).isZero();
            assertThat(done.finishedAt()).isNotNull();
        }
        assertThat(bench.sent).hasSize(600).doesNotHaveDuplicates();
        bench.deliver();
        assertThat(now(job).resolved()).isEqualTo(600);
        assertThat(bench.totals()).isEqualTo(new Totals(600, 0, 0, 0));
        assertThat(bench.count("failed_event WHERE replays = 1 AND job_id IS NULL")).isEqualTo(600);
    }

    @Test
    void whatFailsAgainIsNotSentAgainByTheSameJob() throws Exception {
        fail(40, "{\"bad\":1}");
        ReplayJob job = job(null, 10_000);
        try (ReplayWorkers workers =
                workers(
                        events -> {
                            bench.send(events);
                            bench.deliver();
                        },
                        LEASE)) {
            workers.look();
            ReplayJob done = awaitEnd(job);
            assertThat(done.sent()).isEqualTo(40);
            assertThat(done.failedAgain()).isEqualTo(40);
        }
        assertThat(bench.totals()).isEqualTo(new Totals(0, 0, 0, 40));
        assertThat(bench.count("failed_event WHERE replays = 1")).isEqualTo(40);
    }

    @Test
    void filterLeavesOthersAlone() throws Exception {
        fail(3, "{}");
        bench.database.execute("UPDATE failed_event SET reason = 'other' WHERE event_id = 'e1'");
        ReplayJob job = job("other", 100);
        try (ReplayWorkers workers = workers(bench::send, LEASE)) {
            workers.look();
            assertThat(awaitEnd(job).sent()).isEqualTo(1);
        }
        assertThat(bench.sent).extracting(CollectedEvent::id).containsExactly("e1");
    }

    @Test
    void whatCannotBeSentIsSkippedAndStaysOpen() throws Exception {
        fail(3, "{}");
        bench.failed("cut", 1, "{}");
        bench.database.execute("UPDATE failed_event SET cut = true WHERE event_id = 'cut'");
        bench.failed("broken", 2, "{\"a\"");
        ReplayJob job = job(null, 1000);
        try (ReplayWorkers workers = workers(bench::send, LEASE)) {
            workers.look();
            ReplayJob done = awaitEnd(job);
            assertThat(done.total()).isEqualTo(5);
            assertThat(done.sent()).isEqualTo(3);
            assertThat(done.skipped()).isEqualTo(2);
        }
        assertThat(bench.count("failed_event WHERE state = 'open' AND replays = 0")).isEqualTo(2);
    }

    @Test
    void cancelledJobSendsNoMore() throws Exception {
        fail(200, "{}");
        ReplayJob job = job(null, 20);
        try (ReplayWorkers workers = workers(bench::send, LEASE)) {
            workers.look();
            await().atMost(PATIENCE).until(() -> now(job).sent() > 2);
            ReplayJob cancelled = jobs.cancel(bench.caller, job.id()).orElseThrow();
            assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        } // waits for the worker
        ReplayJob last = now(job);
        assertThat(last.state()).isEqualTo(State.CANCELLED);
        assertThat(last.sent()).isEqualTo(bench.sent.size()).isLessThan(100);
        assertThat(jobs.cancel(bench.caller, job.id()).orElseThrow().state())
                .isEqualTo(State.CANCELLED);
        assertThat(jobs.cancel(bench.stranger, job.id())).isEmpty();
        assertThat(bench.count("failed_event_audit WHERE deed = 'cancel-replay'")).isEqualTo(1);
    }

    @Test
    void jobGoesOnAtTheRateThatItIsGivenWhileItRuns() throws Exception {
        fail(600, "{}");
        ReplayJob job = job(null, 1); // ten minutes
        try (ReplayWorkers workers = workers(bench::send, LEASE)) {
            workers.look();
            await().atMost(PATIENCE).until(() -> now(job).sent() > 0);
            assertThat(jobs.setRate(bench.stranger, job.id(), 10_000)).isEmpty();
            assertThat(jobs.setRate(bench.caller, job.id(), 10_000).orElseThrow().rate())
                    .isEqualTo(10_000);
            ReplayJob done = awaitEnd(job);
            assertThat(done.state()).isEqualTo(State.FINISHED);
            assertThat(done.sent()).isEqualTo(600);
            assertThat(jobs.setRate(bench.caller, job.id(), 5).orElseThrow().rate())
                    .as("an ended job stays as it is")
                    .isEqualTo(10_000);
        }
        assertThat(bench.sent).hasSize(600).doesNotHaveDuplicates();
        assertThat(bench.count("failed_event_audit WHERE deed = 'change-rate'")).isEqualTo(1);
    }

    @Test
    void jobThatWasMadeSlowerIsCancelledAtOnce() throws Exception {
        fail(600, "{}");
        ReplayJob job = job(null, 20);
        try (ReplayWorkers workers = workers(bench::send, LEASE)) {
            workers.look();
            await().atMost(PATIENCE).until(() -> now(job).sent() > 2);
            assertThat(jobs.setRate(bench.caller, job.id(), 1)).isPresent();
            assertThat(jobs.cancel(bench.caller, job.id()).orElseThrow().state())
                    .isEqualTo(State.CANCELLED);
        } // waits for the worker
        assertThat(now(job).sent()).isEqualTo(bench.sent.size()).isLessThan(600);
        assertThat(now(job).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void secondJobForTheSameIsTheRunningOne() throws Exception {
        fail(1, "{}");
        ReplayJob first = job("missing-field", 10);
        assertThat(job("missing-field", 99).id()).isEqualTo(first.id());
        assertThat(job(null, 10).id()).isNotEqualTo(first.id());
        assertThat(jobs.open(bench.stranger, null, "missing-field", 10).id())
                .isNotEqualTo(first.id());
        jobs.cancel(bench.caller, first.id());
        assertThat(job("missing-field", 10).id()).isNotEqualTo(first.id());
        assertThat(jobs.newest(bench.site, 10)).hasSize(3);
        assertThat(jobs.find(bench.other, first.id())).isEmpty();
    }

    @Test
    void jobWaitsForTheBrokerAndGoesOn() throws Exception {
        fail(30, "{}");
        AtomicBoolean away = new AtomicBoolean(true);
        AtomicInteger refusals = new AtomicInteger();
        ReplayJob job = job(null, 1000);
        try (ReplayWorkers workers =
                workers(
                        events -> {
                            if (away.get()) {
                                refusals.incrementAndGet();
                                throw new PublishFailedException(
                                        PublishFailedException.Reason.DISCONNECTED, "no broker");
                            }
                            bench.send(events);
                        },
                        LEASE)) {
            workers.look();
            await().atMost(PATIENCE).until(() -> refusals.get() > 1);
            assertThat(now(job).sent()).isZero();
            away.set(false);
            ReplayJob done = awaitEnd(job);
            assertThat(done.state()).isEqualTo(State.FINISHED);
            assertThat(done.sent()).isEqualTo(30);
        }
        assertThat(bench.sent).hasSize(30).doesNotHaveDuplicates();
    }

    /**
     * The first worker publishes its first hand and is not heard of again, until it is too late.
     */
    @Test
    void anotherWorkerTakesOverAndNothingCountsTwice() throws Exception {
        fail(300, "{}");
        ReplayJob job = job(null, 10_000);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ReplayQueue hanging =
                events -> {
                    bench.send(events);
                    stuck.countDown();
                    release.await();
                };
        try (ReplayWorkers lost = workers(hanging, Duration.ofMillis(200));
                ReplayWorkers heir = workers(bench::send, LEASE)) {
            lost.look();
            assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();
            int sentByLost = bench.sent.size();
            bench.deliver(); // half of the outcomes are known before the takeover
            await().atMost(PATIENCE)
                    .until(() -> {
                        heir.look();
                        return now(job).state() == State.FINISHED;
                    });
            release.countDown();
            assertThat(sentByLost).isPositive();
        }
        bench.deliver();
        ReplayJob done = now(job);
        assertThat(done.sent()).isEqualTo(300);
        assertThat(done.skipped()).isZero();
        assertThat(done.resolved()).isEqualTo(300);
        assertThat(bench.totals()).isEqualTo(new Totals(300, 0, 0, 0));
        assertThat(bench.count("event")).isEqualTo(300);
    }

    @Test
    void whatADeadWorkerSentWithoutOutcomeIsSentAgainAndCountsOnce() throws Exception {
        fail(10, "{}");
        ReplayJob job = job(null, 10_000);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ReplayWorkers lost =
                        workers(
                                events -> {
                                    bench.send(events);
                                    stuck.countDown();
                                    release.await();
                                },
                                Duration.ofMillis(200));
                ReplayWorkers heir = workers(bench::send, LEASE)) {
            lost.look();
            assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();
            await().atMost(PATIENCE)
                    .until(() -> {
                        heir.look();
                        return now(job).state() == State.FINISHED;
                    });
            release.countDown();
        }
        assertThat(bench.sent.size()).isGreaterThan(10);
        assertThat(new HashSet<>(bench.sent)).hasSize(10);
        List<CollectedEvent> all = List.copyOf(bench.sent);
        bench.deliver();
        bench.deliver(all);
        assertThat(now(job).sent()).isEqualTo(10);
        assertThat(now(job).resolved()).isEqualTo(10);
        assertThat(bench.totals()).isEqualTo(new Totals(10, 0, 0, 0));
        assertThat(bench.rowsReplayed(1)).isEqualTo(10);
    }
}
