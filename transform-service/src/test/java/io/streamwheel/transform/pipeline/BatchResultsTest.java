package io.streamwheel.transform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchResultsTest {

    private static CollectedEvent event(long copyId, @Nullable Long replayOf) {
        return new CollectedEvent(
                "demo",
                "e" + copyId,
                copyId,
                Instant.EPOCH,
                null,
                Dialect.NATIVE,
                null,
                Payload.of("{}"),
                replayOf);
    }

    private static BatchResults stumblingOver(List<CollectedEvent> events) {
        BatchResults results = new BatchResults();
        results.addEnvelope(events.size());
        for (CollectedEvent event : events) {
            FailedEvent letter =
                    new FailedEvent(
                            "demo",
                            event.id(),
                            event.copyId(),
                            Stage.TRANSFORM,
                            "unmappable",
                            "",
                            Instant.EPOCH,
                            Instant.EPOCH,
                            event.payload());
            results.addStumble(event, new IllegalStateException("ours"), letter);
        }
        return results;
    }

    private static List<CollectedEvent> events(int fresh, int replays) {
        List<CollectedEvent> events = new ArrayList<>();
        for (int i = 0; i < fresh + replays; i++) {
            events.add(event(i, i < fresh ? null : Long.valueOf(i)));
        }
        return events;
    }

    @Test
    void aReplayThatStumblesAgainSaysNothingOfTheProgram() {
        assertThat(stumblingOver(events(0, 100)).judgements()).hasToString("0 of 0 events");
    }

    @Test
    void replaysHideNoFaultOfTheProgram() {
        assertThat(stumblingOver(events(21, 100)).judgements()).hasToString("21 of 21 events");
    }
}
