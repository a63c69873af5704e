package io.streamwheel.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.people.PeopleModel;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServedModelTest {

    private static final Instant CLOCK = Instant.parse("2026-11-26T12:00:00.123456789Z");
    private static final Instant STORED = Instant.parse("2026-11-26T12:00:00.123456Z");

    @Test
    void timeOfTrainingIsTheOneThatTheStoreGivesBack() {
        assertThat(new ServedModel(1, "popularity", CLOCK, null, PopularityModel.EMPTY).trainedAt())
                .isEqualTo(STORED);
        assertThat(
                        new PeopleModel(
                                        PeopleModel.PLAIN,
                                        CLOCK,
                                        new double[0],
                                        new PeopleModel.Card(0, 0, 0, 0, 0))
                                .trainedAt())
                .isEqualTo(STORED);
    }
}
