package io.streamwheel.analysis.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * A fair choice of at most so many of what comes, however much it is: algorithm R (Vitter 1985). A
 * line is only made of what is chosen.
 */
final class Sample {

    private final int most;
    private final List<LiveEvent> chosen = new ArrayList<>();
    private long came;

    Sample(int most) {
        this.most = most;
    }

    void offer(Supplier<LiveEvent> event) {
        came++;
        if (chosen.size() < most) {
            chosen.add(event.get());
            return;
        }
        long place = ThreadLocalRandom.current().nextLong(came);
        if (place < most) {
            chosen.set((int) place, event.get());
        }
    }

    /** Puts what was chosen there, and begins anew. */
    void moveTo(List<LiveEvent> rows) {
        rows.addAll(chosen);
        chosen.clear();
        came = 0;
    }
}
