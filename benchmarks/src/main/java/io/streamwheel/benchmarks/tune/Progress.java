package io.streamwheel.benchmarks.tune;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a measurement has come.
 *
 * @param done turns that have ended
 * @param turns of all
 * @param spent on those that have ended
 */
record Progress(int done, int turns, Duration spent) {

    /** What those that are left will take if they are like the others. */
    Duration left() {
        return spent.multipliedBy(turns - done).dividedBy(done);
    }

    /** In whole minutes, of which one that has begun is one. */
    String words() {
        long minutes = Math.ceilDiv(left().toSeconds(), 60);
        return String.format(Locale.ROOT, "%d of %d, %d min left", done, turns, minutes);
    }
}
