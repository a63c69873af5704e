package io.streamwheel.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.event.EnrichedEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventsTest {

    @Test
    void eventsHaveIdsOfTheirOwn() {
        List<EnrichedEvent> events = take("--events", "5000");
        assertThat(events).extracting(EnrichedEvent::id).doesNotHaveDuplicates().hasSize(5000);
        assertThat(events)
                .allSatisfy(each -> assertThat(each.payload().size()).isBetween(350, 550));
    }

    @Test
    void aShareOfThemIsAnEventOfBefore() {
        List<EnrichedEvent> events = take("--events", "20000", "--duplicates", "0.3");
        long distinct = events.stream().map(EnrichedEvent::id).distinct().count();
        assertThat(distinct).isBetween(13_500L, 14_500L);
        assertThat(events.stream().map(EnrichedEvent::copyId).distinct()).hasSize(20_000);
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> Settings.parse(new String[] {"--evnets", "5"}))
                .hasMessageContaining("evnets");
        assertThatThrownBy(() -> Settings.parse(new String[] {"--duplicates", "1"}))
                .hasMessageContaining("--duplicates");
        assertThatThrownBy(() -> Settings.parse(new String[] {"--events"}))
                .hasMessageContaining("--events");
    }

    private static List<EnrichedEvent> take(String... arguments) {
        Settings settings = Settings.parse(arguments);
        Events events = new Events("run", settings);
        List<EnrichedEvent> all = new ArrayList<>();
        while (all.size() < settings.events()) {
            all.addAll(events.batch());
        }
        return all;
    }
}
