package io.streamwheel.analysis.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.console.Figures;
import io.streamwheel.event.Queues;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private final Diagnosis diagnosis = new Diagnosis(new Figures(Clock.systemUTC()));

    private List<Trouble> of(
            Map<String, Long> parked,
            Map<String, Duration> oldest,
            Map<String, Integer> consumers,
            boolean broker,
            boolean database) {
        return diagnosis.of(Statuses.of(parked, oldest, consumers, broker, database), "");
    }

    @Test
    void nothingIsSaidOfAPipelineThatIsWell() {
        assertThat(of(Map.of(), Map.of(), Statuses.TAKEN, true, true)).isEmpty();
        assertThat(
                        of(
                                Map.of(),
                                Map.of(Queues.ENRICHED, Duration.ofSeconds(59)),
                                Statuses.TAKEN,
                                true,
                                true))
                .isEmpty();
    }

    @Test
    void aBrokerThatIsAwayIsSaidOnceAndNotBlamedOnTransform() {
        assertThat(of(Map.of(), Map.of(), Map.of(Queues.COLLECTED, 0), false, true))
                .singleElement()
                .satisfies(trouble -> {
                    assertThat(trouble.words()).contains("broker does not answer");
                    assertThat(trouble.grave()).isTrue();
                });
    }

    @Test
    void aDatabaseThatIsAwayIsSaidAtTheTables() {
        assertThat(of(Map.of(), Map.of(), Statuses.TAKEN, true, false))
                .singleElement()
                .satisfies(trouble -> {
                    assertThat(trouble.place()).isEqualTo(Diagnosis.TABLES);
                    assertThat(trouble.words()).contains("database does not answer");
                });
    }

    @Test
    void aQueueWithoutTakersNamesWhoIsMissing() {
        assertThat(
                        of(
                                Map.of(),
                                Map.of(),
                                Map.of(Queues.COLLECTED, 0, Queues.ENRICHED, 1),
                                true,
                                true))
                .singleElement()
                .satisfies(trouble ->
                        assertThat(trouble.words()).contains("transform", Queues.COLLECTED));
    }

    @Test
    void anOldMessageIsGraveAndAParkedOneIsNot() {
        List<Trouble> troubles =
                of(
                        Map.of(Queues.ENRICHED, 4L),
                        Map.of(Queues.ENRICHED, Duration.ofMinutes(5)),
                        Statuses.TAKEN,
                        true,
                        true);
        assertThat(troubles).extracting(Trouble::grave).containsExactly(true, false);
        assertThat(troubles.getFirst().words()).contains("5 min");
        assertThat(troubles.getLast().words()).contains("4 messages");
        assertThat(Flow.state(troubles, Queues.ENRICHED)).isEqualTo("bad");
        assertThat(Flow.state(troubles, Queues.COLLECTED)).isEqualTo("good");
    }

    @Test
    void whyAnalysisDoesNotTakeIsSaidInItsOwnWords() {
        assertThat(
                        diagnosis.of(
                                Statuses.of(Map.of(), Map.of(), Statuses.TAKEN, true, true),
                                "the circuit is open"))
                .singleElement()
                .satisfies(trouble -> {
                    assertThat(trouble.place()).isEqualTo(Diagnosis.STORE);
                    assertThat(trouble.words()).endsWith("the circuit is open");
                });
    }
}
