package io.streamwheel.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AdmissionTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> entered = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong now = new AtomicLong();

    /** By that clock. */
    private final Admission timed = new Admission(800, LONG, now::get);

    @Test
    void whatFitsEntersAtOnce() {
        Admission admission = new Admission(800, Duration.ZERO);
        fill(admission, 7);
        admission.enter(60);
        admission.enter(40);
        assertThat(admission.waiting()).isZero();
        refuses(admission, 1);
    }

    @Test
    void roomThatIsGivenBackIsFree() {
        Admission admission = new Admission(800, Duration.ZERO);
        Admission.Pass pass = fill(admission, 8);
        refuses(admission, 1);
        pass.close();
        admission.enter(100);
    }

    @Test
    void aLargeBodyCountsForAnEighthOfTheRoom() {
        Admission admission = new Admission(800, Duration.ZERO);
        fill(admission, 7);
        Admission.Pass pass = admission.enter(1_000_000);
        refuses(admission, 1);
        pass.close();
        admission.enter(1);
        refuses(admission, 1_000_000);
    }

    @Test
    void theOldestGoesFirst() {
        Admission admission = new Admission(800, LONG);
        Admission.Pass pass = fill(admission, 8);
        CompletableFuture<Admission.Pass> older = waits(admission, "older", 100, 1);
        CompletableFuture<Admission.Pass> newer = waits(admission, "newer", 100, 2);
        pass.close();
        older.join().close();
        newer.join().close();
        assertThat(entered).containsExactly("older", "newer");
        assertThat(admission.waiting()).isZero();
    }

    @Test
    void nobodyPassesByWhoWaitsForMoreRoom() {
        Admission admission = new Admission(800, LONG);
        Admission.Pass pass = fill(admission, 7);
        admission.enter(60);
        CompletableFuture<Admission.Pass> large = waits(admission, "large", 100, 1);
        CompletableFuture<Admission.Pass> small = waits(admission, "small", 40, 2);
        pass.close();
        CompletableFuture.allOf(large, small).join();
    }

    @Test
    void whoWaitsBehindOneThatGivesUpEnters() throws InterruptedException {
        Admission admission = new Admission(800, LONG);
        fill(admission, 7);
        admission.enter(60);
        CompletableFuture<Void> refused = new CompletableFuture<>();
        Thread large =
                Thread.startVirtualThread(() -> {
                    refuses(admission, 100);
                    refused.complete(null);
                });
        await().until(() -> admission.waiting() == 1);
        CompletableFuture<Admission.Pass> small = waits(admission, "small", 40, 2);
        large.interrupt();
        refused.join();
        small.join();
        assertThat(admission.waiting()).isZero();
    }

    @Test
    void inAnOverloadWhoHasWaitedGivesWayUntilNobodyHadToWait() {
        Overload overload = overload(9);
        overload.one.close();
        overload.prompt.join().close();
        assertThat(timed.waiting()).isEqualTo(9);
        now.addAndGet(LONG.toNanos() / 10);
        overload.other.close();
        await().until(() -> timed.waiting() == 7);
        assertThat(overload.late.subList(0, 2)).allSatisfy(each -> each.join());
    }

    @Test
    void whoHasWaitedEntersAfterThoseWhoCanBePromptWhereFewWait() {
        Overload overload = overload(1);
        overload.one.close();
        overload.prompt.join();
        overload.other.close();
        overload.late.getFirst().join();
        assertThat(entered).containsExactly("prompt", "late");
    }

    @Test
    void whoHasWaitedEntersWhenNobodyElseIsThere() {
        List<Admission.Pass> passes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            passes.add(timed.enter(100));
        }
        List<CompletableFuture<Admission.Pass>> late = waitLongerThanIsPrompt(6);
        CompletableFuture<Admission.Pass> prompt = waits(timed, "prompt", 100, 7);
        passes.removeFirst().close();
        passes.forEach(Admission.Pass::close);
        assertThat(timed.waiting()).isEqualTo(6);
        prompt.join().close();
        late.getFirst().join();
        assertThat(timed.waiting()).isEqualTo(5);
    }

    @Test
    void afterAStallTheOrderIsThatOfArrival() {
        Overload overload = overload(9);
        overload.one.close();
        overload.prompt.join();
        CompletableFuture<Admission.Pass> newest = waits(timed, "newest", 100, 10);
        now.addAndGet(LONG.toNanos() / 7);
        overload.other.close();
        overload.late.getFirst().join();
        assertThat(timed.waiting()).isEqualTo(9);
        assertThat(newest).isNotDone();
    }

    @Test
    void whoWaitedThroughAStallEnters() {
        fill(timed, 7);
        Admission.Pass some = timed.enter(100);
        CompletableFuture<Admission.Pass> waiting = waits(timed, "waiting", 100, 1);
        now.addAndGet(LONG.toNanos() / 2);
        some.close();
        waiting.join();
    }

    @Test
    void allThatFitEnterTogether() {
        Admission admission = new Admission(800, LONG);
        Admission.Pass pass = fill(admission, 8);
        CompletableFuture<Admission.Pass> one = waits(admission, "one", 50, 1);
        CompletableFuture<Admission.Pass> other = waits(admission, "other", 50, 2);
        pass.close();
        CompletableFuture.allOf(one, other).join();
    }

    @Test
    void whoHasWaitedTooLongIsRefusedAndLeavesNothing() {
        Admission admission = new Admission(800, Duration.ofMillis(30));
        Admission.Pass pass = fill(admission, 8);
        long start = System.nanoTime();
        refuses(admission, 100);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(29));
        assertThat(admission.waiting()).isZero();
        pass.close();
        admission.enter(100);
    }

    @Test
    void whoIsInterruptedIsRefusedAndStaysInterrupted() {
        Admission admission = new Admission(800, LONG);
        fill(admission, 8);
        Thread.currentThread().interrupt();
        refuses(admission, 1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void neverIsMoreInsideThanThereIsRoomAndAllOfItIsFreeInTheEnd() throws InterruptedException {
        Admission admission = new Admission(800, LONG);
        AtomicLong inside = new AtomicLong();
        AtomicLong most = new AtomicLong();
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            Thread.startVirtualThread(() -> {
                for (int turn = 0; turn < 200; turn++) {
                    long bytes = ThreadLocalRandom.current().nextLong(1, 101);
                    try (Admission.Pass _ = admission.enter(bytes)) {
                        most.accumulateAndGet(inside.addAndGet(bytes), Math::max);
                        Thread.yield();
                        inside.addAndGet(-bytes);
                    }
                }
                done.countDown();
            });
        }
        done.await();
        assertThat(most.get()).isBetween(1L, 800L);
        assertThat(admission.waiting()).isZero();
        fill(admission, 8);
    }

    @Test
    void roomAndPatienceMakeSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Admission(0, LONG));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Admission(1, Duration.ofMillis(-1)));
    }

    /** So many of a hundred bytes; the answer is the last one's pass. */
    private static Admission.Pass fill(Admission admission, int bodies) {
        for (int i = 1; i < bodies; i++) {
            admission.enter(100);
        }
        return admission.enter(100);
    }

    /** One more that waits, the so many-th. */
    private CompletableFuture<Admission.Pass> waits(
            Admission admission, String name, long bytes, int waiting) {
        CompletableFuture<Admission.Pass> pass =
                CompletableFuture.supplyAsync(
                        () -> {
                            Admission.Pass given = admission.enter(bytes);
                            entered.add(name);
                            return given;
                        },
                        Thread::startVirtualThread);
        await().until(() -> admission.waiting() == waiting);
        return pass;
    }

    /**
     * No room is left, so many have waited for longer than is prompt, and one more has just come.
     */
    private Overload overload(int bodies) {
        fill(timed, 6);
        Admission.Pass one = timed.enter(100);
        Admission.Pass other = timed.enter(100);
        List<CompletableFuture<Admission.Pass>> late = waitLongerThanIsPrompt(bodies);
        return new Overload(one, other, late, waits(timed, "prompt", 100, bodies + 1));
    }

    /** The passes of two who are inside, and of those who wait, each of a hundred bytes. */
    private record Overload(
            Admission.Pass one,
            Admission.Pass other,
            List<CompletableFuture<Admission.Pass>> late,
            CompletableFuture<Admission.Pass> prompt) {}

    /** Then a fifth of the patience has gone by, in which something was done. */
    private List<CompletableFuture<Admission.Pass>> waitLongerThanIsPrompt(int bodies) {
        List<Admission.Pass> empty = List.of(timed.enter(0), timed.enter(0));
        List<CompletableFuture<Admission.Pass>> late = new ArrayList<>();
        for (int i = 1; i <= bodies; i++) {
            late.add(waits(timed, "late", 100, i));
        }
        for (Admission.Pass each : empty) {
            now.addAndGet(LONG.toNanos() / 10);
            each.close();
        }
        return late;
    }

    private static void refuses(Admission admission, long bytes) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> admission.enter(bytes))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.OVERLOADED));
    }
}
