package io.streamwheel.benchmarks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.evaluate.Run.Failed;
import io.streamwheel.benchmarks.evaluate.Run.Outcome;
import io.streamwheel.benchmarks.evaluate.Run.Ran;
import io.streamwheel.benchmarks.exchange.Exchange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunnerTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir Path directory;

    private Outcome run(String script, Duration limit) throws Exception {
        Run run = new Run("some peer", List.of("sh", "-c", script), List.of());
        return new Runner(new Exchange(directory), 2, limit).run(run);
    }

    @Test
    void whatEndsWellHasFiguresAndLists() throws Exception {
        Outcome outcome =
                run(
                        """
                        echo said
                        printf '3,1\\n\\n' > "$0/$1.lists.csv"
                        printf 'trainSeconds=1.5\\ntrainCpuSeconds=2\\nlistSeconds=0.5\\npeakBytes=7\\nwords=w\\n' > "$0/$1.figures"
                        """,
                        LONG);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Ran.class,
                        ran -> {
                            assertThat(ran.figures().trainSeconds()).isEqualTo(1.5);
                            assertThat(ran.figures().peakBytes()).isEqualTo(7);
                            assertThat(ran.lists()).isDeepEqualTo(new int[][] {{3, 1}, {}});
                            assertThat(ran.output()).isEqualTo("said\n");
                        });
    }

    @Test
    void aFailureSaysWhatWentWrong() throws Exception {
        assertThat(run("echo on our way; echo 'SomeException: no memory' >&2; exit 3", LONG))
                .isEqualTo(new Failed("ended with exit code 3: SomeException: no memory"));
        assertThat(run("exit 4", LONG))
                .isEqualTo(new Failed("ended with exit code 4: without a word"));
    }

    @Test
    void whatLeavesNothingBehindHasFailed() throws Exception {
        assertThat(run("true", LONG))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.why()).contains("some-peer.figures"));
        assertThat(run("echo words=w > \"$0/$1.figures\"", LONG))
                .isEqualTo(new Failed("left no figures or lists: the figures lack trainSeconds"));
    }

    @Test
    void whatDoesNotEndIsEnded() throws Exception {
        assertThat(run("exec sleep 600", Duration.ofMillis(300)))
                .isEqualTo(new Failed("did not end within 0.3 s"));
    }

    @Test
    void whatIsNotThereCannotBeStarted() throws Exception {
        Run run = new Run("ghost", List.of("/no/such/program"), List.of());
        assertThat(new Runner(new Exchange(directory), 2, LONG).run(run))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.why()).startsWith("could not be started"));
    }
}
