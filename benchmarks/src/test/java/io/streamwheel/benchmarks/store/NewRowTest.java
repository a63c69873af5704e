package io.streamwheel.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.event.EnrichedEvent;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NewRowTest {

    private final List<EnrichedEvent> events =
            new Events("w", Settings.parse(new String[] {"--batch", "100"})).batch();

    @Test
    void rowsOfTheSameEventsAreNewEachTimeAndInTheOrderOfTheirKeys() {
        List<NewRow> once = NewRow.of(events);
        List<NewRow> again = NewRow.of(events);
        assertThat(once)
                .hasSize(100)
                .isSortedAccordingTo(Comparator.comparing(NewRow::key))
                .extracting(NewRow::key)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(again.stream().map(NewRow::key).toList());
        assertThat(once).extracting(NewRow::event).containsExactlyInAnyOrderElementsOf(events);
    }
}
