package io.streamwheel.transform.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCorrectionTest {

    private static final String RECEIVED = "2026-11-22T09:00:00Z";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "right clock,              2026-11-22T08:59:50Z, 2026-11-22T09:00:00Z, 2026-11-22T08:59:50Z",
        "ten years behind,         2016-11-22T08:59:50Z, 2016-11-22T08:59:55Z, 2026-11-22T08:59:55Z",
        "ten years ahead,          2036-11-22T08:59:50Z, 2036-11-22T08:59:55Z, 2026-11-22T08:59:55Z",
        "an hour offline,          2026-11-22T08:00:00Z, 2026-11-22T09:00:00Z, 2026-11-22T08:00:00Z",
        "sent before it happened,  2026-11-22T08:59:50Z, 2026-11-22T08:00:00Z, 2026-11-22T09:00:00Z",
        "no sentAt,                2026-11-22T07:00:00Z, ,                     2026-11-22T07:00:00Z",
        "no sentAt and the future, 2027-01-01T00:00:00Z, ,                     2026-11-22T09:00:00Z",
        "an import of old data,    1998-04-01T00:00:00Z, ,                     1998-04-01T00:00:00Z",
        "from year 1 to 9999,      0001-01-01T00:00:00Z, 9999-12-31T23:59:59Z, 0001-01-01T00:00:00Z",
        "from year 9999 to 1,      9999-12-31T23:59:59Z, 0001-01-01T00:00:00Z, 2026-11-22T09:00:00Z",
        "year 0,                   0000-01-01T00:00:00Z, ,                     0001-01-01T00:00:00Z",
    })
    void occurredAt(String what, Instant originalAt, Instant sentAt, Instant expected) {
        assertThat(ClockCorrection.occurredAt(originalAt, sentAt, Instant.parse(RECEIVED)))
                .isEqualTo(expected);
    }

    @Test
    void theEndsOfTimeDoNotOverflow() {
        Instant last = Instant.ofEpochMilli(Long.MAX_VALUE);
        Instant first = Instant.ofEpochMilli(Long.MIN_VALUE);

        assertThat(ClockCorrection.occurredAt(first, last, last)).isBeforeOrEqualTo(last);
        assertThat(ClockCorrection.occurredAt(last, first, last)).isEqualTo(last);
        assertThat(ClockCorrection.occurredAt(first, last, first)).isEqualTo(first);
    }
}
