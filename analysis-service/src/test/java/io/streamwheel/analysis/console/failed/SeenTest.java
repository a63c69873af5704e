package io.streamwheel.analysis.console.failed;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.failed.ReplayJob;
import io.streamwheel.analysis.failed.ReplayJob.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeenTest {

    private static final Optional<Instant> AT = Optional.of(Instant.EPOCH);
    private static final Optional<Instant> LATER = Optional.of(Instant.EPOCH.plusMillis(1));

    static ReplayJob job(State state, int rate, long sent) {
        return new ReplayJob(
                5,
                state,
                "transform",
                "data",
                rate,
                100,
                sent,
                0,
                0,
                0,
                Instant.EPOCH,
                null,
                1,
                9,
                0,
                0,
                0,
                null);
    }

    private static Seen seen(ReplayJob job) {
        return new Seen(AT, AT, List.of(job), true);
    }

    @Test
    void onlyWhatChangedIsTold() {
        Seen last = seen(job(State.RUNNING, 10, 3));
        assertThat(last.since(last)).isEmpty();
        assertThat(new Seen(LATER, AT, last.jobs(), true).since(last))
                .containsExactly(Seen.CHANGED);
        assertThat(new Seen(AT, LATER, last.jobs(), true).since(last)).containsExactly(Seen.EVENT);
        assertThat(new Seen(AT, AT, last.jobs(), false).since(last)).containsExactly(Seen.PROGRESS);
        assertThat(last.since(null)).hasSize(4);
    }

    @Test
    void theButtonsOfAReplayStayWhileOnlyItsBarMoves() {
        Seen last = seen(job(State.RUNNING, 10, 3));
        assertThat(seen(job(State.RUNNING, 10, 4)).since(last)).containsExactly(Seen.PROGRESS);
        assertThat(seen(job(State.RUNNING, 40, 3)).since(last)).contains(Seen.JOBS);
        assertThat(seen(job(State.CANCELLED, 10, 3)).since(last)).contains(Seen.JOBS);
    }
}
