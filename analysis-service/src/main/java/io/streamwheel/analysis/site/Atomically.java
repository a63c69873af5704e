package io.streamwheel.analysis.site;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Does several things to the database in one transaction, or none when one of them throws. */
@FunctionalInterface
interface Atomically {

    void run(Runnable work);

    default <T> T get(Supplier<T> work) {
        List<T> result = new ArrayList<>(1);
        run(() -> result.add(work.get()));
        return result.getFirst();
    }
}
