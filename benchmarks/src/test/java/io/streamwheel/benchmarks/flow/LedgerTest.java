package io.streamwheel.benchmarks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LedgerTest {

    @Test
    void aRowForEachEventIsRight() {
        assertThat(Ledger.faults(100, 100, 100)).isEmpty();
    }

    @Test
    void anEventThatIsThereTwiceIsAFault() {
        assertThat(Ledger.faults(101, 100, 100))
                .containsExactly("101 rows of 100 events: some are there twice");
    }

    @Test
    void anEventThatIsSaidToBeStoredAndIsNotThereIsAFault() {
        assertThat(Ledger.faults(99, 99, 100)).hasSize(1);
    }

    @Test
    void oneTwiceInsteadOfAnotherIsTwoFaults() {
        assertThat(Ledger.faults(100, 99, 100)).hasSize(2);
    }
}
