package io.streamwheel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.EnrichedEnvelope;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestEventsTest {

    @Test
    void oneDescriptionGivesTheFormOfEveryStage() throws Exception {
        TestEvent event = TestEvents.purchase("e1", "u1", "p1").item("Tent \"2\"", "camping");

        assertThat(event.json())
                .isEqualTo(
                        "{\"id\":\"e1\",\"type\":\"purchase\",\"userId\":\"u1\",\"itemId\":\"p1\","
                                + "\"timestamp\":\"2026-11-22T08:50:52.329Z\",\"value\":9.5,"
                                + "\"item\":{\"title\":\"Tent \\\"2\\\"\",\"categories\":[\"camping\"]}}");
        assertThat(CollectedEnvelope.decode(CollectedEnvelope.encode(List.of(event.collected()))))
                .containsExactly(event.collected());
        assertThat(EnrichedEnvelope.decode(EnrichedEnvelope.encode(List.of(event.enriched()))))
                .containsExactly(event.enriched());
    }
}
