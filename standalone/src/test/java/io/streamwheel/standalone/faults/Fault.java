package io.streamwheel.standalone.faults;

import java.util.Random;

/**
 * Something that goes wrong for a while.
 *
 * @param disturbsDoor whether clients may find no answer meanwhile, since the product is dead or
 *     frozen or the way to it is in trouble
 */
record Fault(String name, boolean disturbsDoor, Action action) {

    /** Injects, waits and heals. */
    @FunctionalInterface
    interface Action {
        void run(Random random) throws Exception;
    }
}
