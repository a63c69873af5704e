package io.streamwheel.benchmarks.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AccountingTest {

    @Test
    void everythingConfirmedAndStoredIsRight() {
        assertThat(new Accounting(100, 0, 100, new Totals(100, 0, 0, 0)).faults()).isEmpty();
    }

    @Test
    void whatWasUnderWayMayBeStoredToo() {
        assertThat(new Accounting(100, 10, 110, new Totals(110, 0, 0, 0)).faults()).isEmpty();
        assertThat(new Accounting(100, 10, 111, new Totals(111, 0, 0, 0)).faults()).hasSize(1);
    }

    @Test
    void aConfirmedEventThatIsNotStoredIsAFault() {
        assertThat(new Accounting(100, 10, 105, new Totals(104, 0, 0, 0)).faults()).hasSize(1);
        assertThat(new Accounting(100, 10, 99, new Totals(99, 0, 0, 0)).faults()).hasSize(1);
    }

    @Test
    void aDuplicateIsAFaultWhetherItIsOneMoreOrOneInstead() {
        assertThat(new Accounting(100, 0, 100, new Totals(99, 1, 0, 0)).faults()).hasSize(1);
        assertThat(new Accounting(100, 0, 100, new Totals(100, 1, 0, 0)).faults()).hasSize(2);
    }
}
