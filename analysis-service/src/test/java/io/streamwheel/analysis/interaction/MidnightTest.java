package io.streamwheel.analysis.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MidnightTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T00:00:00Z, true",
        "2026-11-22T00:09:59Z, true",
        "2026-11-22T00:10:00Z, false",
        "2026-11-22T12:00:00Z, false",
        "2026-11-22T23:50:00Z, false",
        "2026-11-22T23:50:01Z, true",
        "2026-11-22T23:59:59.999Z, true",
    })
    void tenMinutesOnEitherSideAreNear(Instant receivedAt, boolean near) {
        assertThat(Midnight.isNear(receivedAt)).isEqualTo(near);
    }
}
