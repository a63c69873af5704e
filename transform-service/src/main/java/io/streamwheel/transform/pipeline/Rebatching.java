package io.streamwheel.transform.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Cuts a list into envelopes of like size, in the order of the list. */
final class Rebatching {

    private Rebatching() {}

    /**
     * As few parts as the limit of events allows, about equally long: 501 of at most 500 are 251
     * and 250. A part ends earlier when the next element would exceed the bytes.
     */
    static <T> List<List<T>> cut(List<T> all, EnvelopeLimits limits, ToIntFunction<T> bytes) {
        List<List<T>> parts = new ArrayList<>();
        int wanted =
                Math.ceilDiv(all.size(), Math.max(1, Math.ceilDiv(all.size(), limits.events())));
        int from = 0;
        long size = 0;
        for (int at = 0; at < all.size(); at++) {
            int more = bytes.applyAsInt(all.get(at));
            if (at > from && (at - from == wanted || size + more > limits.bytes())) {
                parts.add(all.subList(from, at));
                from = at;
                size = 0;
            }
            size += more;
        }
        if (from < all.size()) {
            parts.add(all.subList(from, all.size()));
        }
        return parts;
    }
}
