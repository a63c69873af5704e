package io.streamwheel.benchmarks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AccountingTest {

    @Test
    void everythingConfirmedAndStoredIsRight() {
        assertThat(new Accounting(new Posted(100, 0), 100, 0, new Totals(100, 0, 0, 0)).faults())
                .isEmpty();
    }

    @Test
    void whatWasUnderWayMayBeStoredToo() {
        assertThat(new Accounting(new Posted(100, 10), 110, 0, new Totals(110, 0, 0, 0)).faults())
                .isEmpty();
        assertThat(new Accounting(new Posted(100, 10), 111, 0, new Totals(111, 0, 0, 0)).faults())
                .hasSize(1);
    }

    @Test
    void aConfirmedEventThatIsNotStoredIsAFault() {
        assertThat(new Accounting(new Posted(100, 10), 105, 0, new Totals(104, 0, 0, 0)).faults())
                .hasSize(1);
        assertThat(new Accounting(new Posted(100, 10), 99, 0, new Totals(99, 0, 0, 0)).faults())
                .hasSize(1);
    }

    @Test
    void aDuplicateIsAFaultWhetherItIsOneMoreOrOneInstead() {
        assertThat(new Accounting(new Posted(100, 0), 100, 0, new Totals(99, 1, 0, 0)).faults())
                .hasSize(1);
        assertThat(new Accounting(new Posted(100, 0), 100, 0, new Totals(100, 1, 0, 0)).faults())
                .hasSize(2);
    }

    @Test
    void whatTheDoorWasInDoubtOfMayBeStoredOrNot() {
        Posted posted = new Posted(100, 0);
        assertThat(new Accounting(posted, 100, 7, new Totals(100, 0, 0, 0)).faults()).isEmpty();
        assertThat(new Accounting(posted, 100, 7, new Totals(107, 0, 0, 0)).faults()).isEmpty();
        assertThat(new Accounting(posted, 100, 7, new Totals(108, 0, 0, 0)).faults()).hasSize(1);
        assertThat(new Accounting(posted, 100, 7, new Totals(99, 0, 0, 0)).faults()).hasSize(1);
    }
}
