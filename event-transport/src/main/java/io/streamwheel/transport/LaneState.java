package io.streamwheel.transport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one lane of a consumer stands, and a line in the log when that changes. A link that opens
 * ends the troubles of the link; those of a batch last until a batch is handled or none waits.
 */
final class LaneState {

    private static final Logger LOG = LoggerFactory.getLogger(LaneState.class);
    private static final String HALTED = "halted: ";

    private final String queue;
    private final Duration hangsAfter;

    /** What the lanes of a consumer have told of a halt, so that it is one line and not several. */
    private final AtomicReference<String> told;

    private volatile @Nullable String linkTrouble = "not started";
    private volatile @Nullable String batchTrouble;
    private volatile @Nullable Long handlingSince;
    private boolean up;

    LaneState(String queue, Duration hangsAfter, AtomicReference<String> told) {
        this.queue = queue;
        this.hangsAfter = hangsAfter;
        this.told = told;
    }

    LinkState get() {
        if (linkTrouble instanceof String link) {
            return LinkState.down(link);
        }
        if (batchTrouble instanceof String batch) {
            return LinkState.down(batch);
        }
        return handlingSince instanceof Long since
                        && System.nanoTime() - since > hangsAfter.toNanos()
                ? LinkState.down("a batch of " + queue + " is in hand for too long")
                : LinkState.UP;
    }

    void starting() {
        linkTrouble = "not connected yet";
    }

    void closed() {
        linkTrouble = "the consumer is closed";
    }

    void handling() {
        handlingSince = System.nanoTime();
    }

    void returned() {
        handlingSince = null;
    }

    void opened() {
        linkTrouble = null;
        tellWhenUp();
    }

    /** A batch was handled, or none waits. */
    void worked() {
        batchTrouble = null;
        tellWhenUp();
    }

    void linkFailed(AmqpFailure failure, String cause) {
        switch (failure) {
            case TRANSIENT -> {
                tellWhenDown(cause);
                linkTrouble = cause;
            }
            case HALT -> {
                tellHalt(cause, null);
                linkTrouble = HALTED + cause;
            }
        }
    }

    void batchFailed(String cause) {
        tellWhenDown(cause);
        batchTrouble = cause;
    }

    void batchHalted(HaltException e) {
        if (!e.isTold()) {
            tellHalt(String.valueOf(e.getMessage()), e);
        }
        up = false;
        batchTrouble = HALTED + e.getMessage();
    }

    private void tellWhenUp() {
        if (!up && get().up()) {
            up = true;
            told.set("");
            LOG.info("Taking from {}", queue);
        }
    }

    private void tellWhenDown(String cause) {
        if (up) {
            up = false;
            LOG.warn("Not taking from {}: {}", queue, cause);
        }
    }

    private void tellHalt(String cause, @Nullable Exception e) {
        up = false;
        if (!cause.equals(told.getAndSet(cause))) {
            LOG.error("Not taking from {}, a person has to look: {}", queue, cause, e);
        }
    }
}
