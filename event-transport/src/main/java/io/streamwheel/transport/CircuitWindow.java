package io.streamwheel.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The judgements of the last while, forgotten slice by slice. Not for several threads. */
final class CircuitWindow {

    static final int SLICES = 12;

    private final Duration length;
    private final Duration slice;
    private final Deque<Slice> slices = new ArrayDeque<>();

    CircuitWindow(Duration length) {
        this.length = length;
        this.slice = length.dividedBy(SLICES);
    }

    void add(Judgements judgements, Instant now) {
        forget(now);
        Slice newest = slices.peekLast();
        if (newest == null || !now.isBefore(newest.from.plus(slice))) {
            newest = new Slice(now, new Judgements());
            slices.addLast(newest);
        }
        newest.judgements.add(judgements);
    }

    /** What the window holds, and {@code more}. */
    Judgements with(Judgements more, Instant now) {
        forget(now);
        Judgements sum = new Judgements();
        slices.forEach(each -> sum.add(each.judgements));
        sum.add(more);
        return sum;
    }

    void clear() {
        slices.clear();
    }

    private void forget(Instant now) {
        while (!slices.isEmpty() && !slices.getFirst().from.plus(length).isAfter(now)) {
            slices.removeFirst();
        }
    }

    private record Slice(Instant from, Judgements judgements) {}
}
