package io.streamwheel.benchmarks.store;

import io.streamwheel.event.EnrichedEvent;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** A row of table {@code event} that is not there. */
record NewRow(UUID key, EnrichedEvent event) {

    /** In the order of their keys, as the product writes them. */
    static List<NewRow> of(List<EnrichedEvent> events) {
        return events.stream()
                .map(each -> new NewRow(Copy.key(each), each))
                .sorted(Comparator.comparing(NewRow::key))
                .toList();
    }
}
