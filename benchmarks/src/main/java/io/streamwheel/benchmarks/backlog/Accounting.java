package io.streamwheel.benchmarks.backlog;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds what was stored against what was posted.
 *
 * @param confirmed events that the load generator saw answered with 202
 * @param underWay the most that may have been published beyond these, without an answer that it saw
 * @param published events that the door counted as published
 * @param totals what became of them
 */
record Accounting(long confirmed, long underWay, long published, Totals totals) {

    /** What is wrong; empty when nothing is. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (published < confirmed || published > confirmed + underWay) {
            faults.add(
                    "%,d events confirmed, and the door says that it published %,d"
                            .formatted(confirmed, published));
        }
        if (totals.decided() != published) {
            faults.add("%,d events published, %,d decided".formatted(published, totals.decided()));
        }
        if (totals.stored() != totals.decided()) {
            faults.add("all should be stored: " + totals);
        }
        return faults;
    }
}
