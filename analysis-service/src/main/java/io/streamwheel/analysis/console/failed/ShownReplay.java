package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.failed.ReplayJob;
import io.streamwheel.analysis.failed.ReplayJob.State;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A replay of many as people read it. */
record ShownReplay(ReplayJob job) {

    private static final int STEP = 4;

    public boolean running() {
        return job.state() == State.RUNNING;
    }

    boolean is(Kind kind) {
        return kind.stage().equals(job.stage()) && kind.reason().equals(job.reason());
    }

    /** What is replayed. */
    public String what() {
        @Nullable String stage = job.stage();
        String reason = job.reason() instanceof String one ? one : "whatever failed";
        return stage == null ? reason : reason + " in " + stage;
    }

    public String state() {
        return switch (job.state()) {
            case RUNNING -> "running";
            case FINISHED -> "everything sent";
            case CANCELLED -> "cancelled";
            case FAILED -> "failed";
        };
    }

    /** The right end of the bar: at least 1, for a bar of nothing is none. */
    public long most() {
        return Math.max(1, job.total());
    }

    /** How far the bar is. */
    public long done() {
        return job.state() == State.FINISHED ? most() : Math.min(most(), job.sent());
    }

    /** Sent ones of which nobody knows yet what became of them. */
    public long onTheWay() {
        return Math.max(0, job.sent() - job.resolved() - job.failedAgain());
    }

    /** Until everything is sent at this rate; of what goes on. */
    public Duration left() {
        return Duration.ofSeconds(Math.ceilDiv(Math.max(0, job.total() - job.sent()), job.rate()));
    }

    public int slower() {
        return Math.max(1, job.rate() / STEP);
    }

    public int faster() {
        return Math.min(ReplayJob.MAX_RATE, job.rate() * STEP);
    }
}
