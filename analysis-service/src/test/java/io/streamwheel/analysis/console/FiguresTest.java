package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Figures figures = new Figures(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void numbersHaveAsManyDigitsAsSaySomething() {
        assertThat(figures.count(1234567)).isEqualTo("1,234,567");
        assertThat(figures.number(0)).isEqualTo("0");
        assertThat(figures.number(0.031)).isEqualTo("0.03");
        assertThat(figures.number(12.34)).isEqualTo("12.3");
        assertThat(figures.number(1234.5)).isEqualTo("1,235");
        assertThat(figures.percent(0.624)).isEqualTo("62.4 %");
    }

    @Test
    void durationsAreInTheUnitThatFits() {
        assertThat(figures.duration(Duration.ofMillis(12))).isEqualTo("12 ms");
        assertThat(figures.duration(Duration.ofMillis(3400))).isEqualTo("3.4 s");
        assertThat(figures.duration(Duration.ofMinutes(5))).isEqualTo("5 min");
        assertThat(figures.duration(Duration.ofHours(30))).isEqualTo("30 h");
        assertThat(figures.duration(Duration.ofDays(4))).isEqualTo("4 d");
        assertThat(figures.duration(null)).isEqualTo("–");
    }

    @Test
    void momentsAreSaidAsTheirAge() {
        assertThat(figures.ago(NOON.minusSeconds(90))).isEqualTo("1 min ago");
        assertThat(figures.ago(NOON)).isEqualTo("just now");
        assertThat(figures.ago(null)).isEqualTo("never");
    }
}
