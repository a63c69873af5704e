package io.streamwheel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitTest {

    private final TickingClock clock = new TickingClock();
    private final Circuit circuit = circuit(CircuitSettings.defaults());

    @Test
    void moreThanTheShareOpensItBeforeTheBatchIsDone() {
        pass(judged("a", 190, 0));
        pass(judged("b", 190, 0));

        assertThatThrownBy(() -> pass(judged("a", 0, 11, "b", 0, 11)))
                .isInstanceOf(CircuitOpenException.class)
                .hasMessageContaining("22 of 402 events within PT1M");
        assertThat(circuit.state()).isEqualTo(Circuit.State.OPEN);
        assertThatThrownBy(circuit::enter).isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void exactlyTheShareDoesNot() {
        pass(judged("a", 380, 0));
        pass(judged("a", 0, 10));
        pass(judged("a", 0, 10));

        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
    }

    @Test
    void aQuietSiteWithAFewBadEventsDoesNot() {
        for (int i = 0; i < 19; i++) {
            pass(judged("quiet", 0, 1));
        }

        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
        assertThatThrownBy(() -> pass(judged("quiet", 0, 1)))
                .isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        for (int minute = 0; minute < 10; minute++) {
            pass(judged("a", 0, 15));
            clock.pass(Duration.ofMinutes(1));
        }

        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
    }

    @Test
    void aBatchOfNothingElseOpensItWhateverTheMinuteBeforeWasLike() {
        pass(judged("a", 10_000, 0));

        assertThatThrownBy(() -> pass(judged("a", 0, 20))).isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void oneSiteCannotStopTheOthers() {
        pass(judged("good", 10, 0));
        for (int i = 0; i < 100; i++) {
            pass(judged("hostile", 0, 500));
        }

        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
    }

    @Test
    void whatFailsForSeveralSitesIsNotOneSitesDoing() {
        pass(judged("quiet", 3, 1));

        assertThatThrownBy(() -> pass(judged("busy", 100, 100)))
                .isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void aSiteThatIsAloneCanOnlyStopItself() {
        assertThatThrownBy(() -> pass(judged("only", 300, 30)))
                .isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void strangersAreNoSiteAndAreAlwaysCounted() {
        Judgements strangers = judged("a", 300, 0);
        for (int i = 0; i < 20; i++) {
            strangers.addStranger();
        }

        assertThatThrownBy(() -> pass(strangers)).isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void aBatchThatIsTriedAgainCountsOnce() {
        Judgements batch = judged("a", 5, 5);
        for (int attempt = 0; attempt < 100; attempt++) {
            circuit.enter().judge(batch); // and then the broker was away
        }
        pass(batch);

        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
    }

    @Test
    void afterThePauseOneBatchPassesAsAProbe() {
        open();
        clock.pass(Duration.ofMinutes(5));

        Circuit.Pass probe = circuit.enter();
        assertThat(circuit.state()).isEqualTo(Circuit.State.HALF_OPEN);
        assertThatThrownBy(circuit::enter).isInstanceOf(CircuitOpenException.class);

        finish(probe, judged("a", 100, 5));
        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
        assertThatCode(circuit::enter).doesNotThrowAnyException();
    }

    @Test
    void aProbeThatGoesBadlyIsCarriedOutAndThePauseDoubles() {
        open();
        clock.pass(Duration.ofMinutes(5));
        finish(circuit.enter(), judged("a", 0, 5));

        assertThat(circuit.state()).isEqualTo(Circuit.State.OPEN);
        clock.pass(Duration.ofMinutes(9));
        assertThatThrownBy(circuit::enter).isInstanceOf(CircuitOpenException.class);
        clock.pass(Duration.ofMinutes(1));
        finish(circuit.enter(), judged("a", 5, 0));
        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
    }

    @Test
    void pausesDoNotGrowForEver() {
        open();
        for (int i = 0; i < 20; i++) {
            clock.pass(Duration.ofHours(1));
            finish(circuit.enter(), judged("a", 0, 5));
        }
        clock.pass(Duration.ofHours(1));

        assertThatCode(circuit::enter).doesNotThrowAnyException();
    }

    @Test
    void aProbeThatDoesNotComeBackIsFollowedByAnother() {
        open();
        clock.pass(Duration.ofMinutes(5));
        circuit.enter();
        clock.pass(Duration.ofSeconds(30));

        assertThatCode(circuit::enter).doesNotThrowAnyException();
    }

    @Test
    void aProbeThatSaysNothingIsFollowedByAnotherAtOnce() {
        open();
        clock.pass(Duration.ofMinutes(5));
        finish(circuit.enter(), new Judgements());

        finish(circuit.enter(), judged("a", 1, 0));
        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
    }

    @Test
    void aBatchThatWasBegunBeforeItOpenedEndsOnlyWhenItIsGood() {
        Circuit.Pass good = circuit.enter();
        Circuit.Pass bad = circuit.enter();
        open();

        good.judge(judged("a", 5, 0));
        good.finished(judged("a", 5, 0));
        assertThatThrownBy(() -> bad.judge(judged("a", 5, 1)))
                .isInstanceOf(CircuitOpenException.class);
        assertThat(circuit.state()).isEqualTo(Circuit.State.OPEN);
    }

    @Test
    void whoClosesItByHandIsBelievedForAPause() {
        open();
        circuit.close();

        pass(judged("a", 0, 1_000));
        clock.pass(Duration.ofMinutes(4));
        pass(judged("a", 0, 1_000));
        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);

        clock.pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> pass(judged("a", 0, 1_000)))
                .isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void itCanBeSwitchedOff() {
        Circuit off =
                circuit(
                        new CircuitSettings(
                                false, 0, Duration.ofMinutes(1), 1, Duration.ofDays(1)));
        Circuit.Pass pass = off.enter();
        pass.judge(judged("a", 0, 1_000));
        finish(pass, judged("a", 0, 1_000));

        assertThat(off.state()).isEqualTo(Circuit.State.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, PT1M, 20, PT5M",
        "1, PT1M, 20, PT5M",
        "NaN, PT1M, 20, PT5M",
        "0.05, PT0S, 20, PT5M",
        "0.05, PT1M, 0, PT5M",
        "0.05, PT1M, 20, PT0S"
    })
    void settingsThatMeanNothingAreRefused(
            double share, Duration window, int minimum, Duration pause) {
        assertThatThrownBy(() -> new CircuitSettings(true, share, window, minimum, pause))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void open() {
        assertThatThrownBy(() -> pass(judged("a", 0, 20))).isInstanceOf(CircuitOpenException.class);
    }

    /** A batch from its beginning to its end. */
    private void pass(Judgements batch) {
        Circuit.Pass pass = circuit.enter();
        pass.judge(batch);
        pass.finished(batch);
    }

    private static void finish(Circuit.Pass pass, Judgements batch) {
        pass.judge(batch);
        pass.finished(batch);
    }

    private Circuit circuit(CircuitSettings settings) {
        return new Circuit("events.test", settings, clock);
    }

    private static Judgements judged(String site, int good, int suspects) {
        Judgements judgements = new Judgements();
        if (good > 0) {
            judgements.addGood(site, good);
        }
        for (int i = 0; i < suspects; i++) {
            judgements.addSuspect(site);
        }
        return judgements;
    }

    private static Judgements judged(
            String site, int good, int suspects, String other, int otherGood, int otherSuspects) {
        Judgements judgements = judged(site, good, suspects);
        judgements.add(judged(other, otherGood, otherSuspects));
        return judgements;
    }

    private static final class TickingClock extends Clock {

        private Instant now = Instant.parse("2026-11-25T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
