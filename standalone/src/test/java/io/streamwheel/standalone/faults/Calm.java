package io.streamwheel.standalone.faults;

import java.io.IOException;
import java.time.Duration;

/**
 * Whether the product lives and its door is undisturbed, so that each request must have an answer,
 * and soon.
 */
final class Calm {

    /** 3 s for the broker's confirm, and slack. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private boolean calm;
    private long since;

    synchronized void begins() {
        calm = true;
        since = System.nanoTime();
    }

    /** The product is killed or frozen, or the way to its door is in trouble. */
    synchronized void ends() {
        calm = false;
    }

    private synchronized boolean heldSince(long begin) {
        return calm && begin - since > 0;
    }

    void noteAnswer(String what, long begin, Ledger ledger) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (heldSince(begin)) {
            ledger.took(took);
            if (took.compareTo(PROMISED) > 0) {
                ledger.unexpected(what + " was answered after " + took.toMillis() + " ms");
            }
        }
    }

    void noteNoAnswer(String what, long begin, IOException problem, Ledger ledger) {
        if (heldSince(begin)) {
            ledger.unexpected(
                    what
                            + " was not answered, after "
                            + Duration.ofNanos(System.nanoTime() - begin).toMillis()
                            + " ms: "
                            + problem);
        }
    }
}
