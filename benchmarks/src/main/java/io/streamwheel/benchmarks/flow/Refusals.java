package io.streamwheel.benchmarks.flow;

import io.streamwheel.benchmarks.stack.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether requests may be answered as they were. */
public final class Refusals {

    private static final Set<Integer> COME_LATER = Set.of(429, 503);

    private Refusals() {}

    /** At a load that the door can bear, none may be refused. */
    public static List<String> anyOf(Latencies latencies) {
        List<String> faults = new ArrayList<>(withoutAnAnswer(latencies));
        if (latencies.refused() > 0) {
            faults.add("refused, by status: " + latencies.refusals());
        }
        return faults;
    }

    /** At more than that, a refusal must say that the client is to come later. */
    public static List<String> otherThanComeLater(Latencies latencies) {
        List<String> faults = new ArrayList<>(withoutAnAnswer(latencies));
        if (!COME_LATER.containsAll(latencies.refusals().keySet())) {
            faults.add("refused with another status than 429 or 503: " + latencies.refusals());
        }
        return faults;
    }

    private static List<String> withoutAnAnswer(Latencies latencies) {
        return latencies.broken() == 0
                ? List.of()
                : List.of(latencies.broken() + " requests without an answer");
    }
}
