package io.streamwheel.benchmarks.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds what was stored against what was posted.
 *
 * @param posted what the load generator saw
 * @param published events that the door counted as published
 * @param unpublished events that it answered with 503 because their confirm did not come in time:
 *     the broker may have them all the same
 * @param totals what became of them
 */
public record Accounting(Posted posted, long published, long unpublished, Totals totals) {

    /** What is wrong; empty when nothing is. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (published < posted.confirmed() || published > posted.confirmed() + posted.underWay()) {
            faults.add(
                    "%,d events confirmed, and the door says that it published %,d"
                            .formatted(posted.confirmed(), published));
        }
        if (totals.decided() < published || totals.decided() > published + unpublished) {
            faults.add(
                    "%,d events published, %,d more in doubt, %,d decided"
                            .formatted(published, unpublished, totals.decided()));
        }
        if (totals.stored() != totals.decided()) {
            faults.add("all should be stored: " + totals);
        }
        return faults;
    }
}
