package io.streamwheel.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T08:50:52.329Z, 2026-11-22T08:50:52.329Z",
        "2026-11-22t08:50:52z, 2026-11-22T08:50:52Z",
        "2026-11-22T08:50:52+05:30, 2026-11-22T03:20:52Z",
        "2026-11-22T00:10:00-01:00, 2026-11-22T01:10:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
        "2026-11-22T08:50:52.1234567891234Z, 2026-11-22T08:50:52.123456789Z"
    })
    void readsADateTimeWithAZone(String text, String instant) {
        assertThat(Rfc3339.parse(text)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-22",
                "2026-11-22T08:50:52",
                "2026-11-22 08:50:52Z",
                "2026-02-30T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-01T25:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-12-31T23:59:60Z",
                "+12026-01-01T00:00:00Z",
                "123456-01-01T00:00:00Z",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00Zx",
                "2026-01-01T00:00:00+5:30",
                "2026-01-01T00:00:00+24:00",
                "2026-01-01T00:00:00.5",
                "1795340905745",
                "２０２６-01-01T00:00:00Z"
            })
    void refusesEverythingElse(String text) {
        assertThat(Rfc3339.parse(text)).isNull();
    }

    @Test
    void agreesWithTheJdkOnEveryDayOfALeapYear() {
        Instant day = Instant.parse("2024-01-01T12:34:56.789Z");
        for (int i = 0; i < 366; i++) {
            assertThat(Rfc3339.parse(day.toString())).isEqualTo(day);
            day = day.plusSeconds(86_400);
        }
    }
}
