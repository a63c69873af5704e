package io.streamwheel.analysis.model.itemitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void eachNumberIsDoneOnce(int threads) {
        AtomicIntegerArray done = new AtomicIntegerArray(1000);
        Workers.forEach(1000, threads, Progress.UNWATCHED, () -> done::incrementAndGet);
        assertThat(IntStream.range(0, 1000).map(done::get)).containsOnly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatIsCancelledEnds(int threads) {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void at(double share) {}

                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> Workers.forEach(10, threads, cancelled, () -> i -> {}))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void anInterruptionEndsTheWorkOfTheCallersThreadAndIsNotForgotten() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Workers.forEach(10, 1, Progress.UNWATCHED, () -> i -> {}))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFailureComesOutAsItIs(int threads) {
        assertThatThrownBy(() ->
                        Workers.forEach(
                                10,
                                threads,
                                Progress.UNWATCHED,
                                () ->
                                        i -> {
                                            throw new ArithmeticException("no");
                                        }))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("no");
    }
}
