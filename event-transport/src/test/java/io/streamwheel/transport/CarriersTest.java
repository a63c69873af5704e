package io.streamwheel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CarriersTest {

    private String before;

    @BeforeEach
    void forget() {
        before = System.clearProperty(Carriers.PARALLELISM);
    }

    @AfterEach
    void restore() {
        System.clearProperty(Carriers.PARALLELISM);
        if (before != null) {
            System.setProperty(Carriers.PARALLELISM, before);
        }
    }

    @Test
    void areTwoForEachProcessor() {
        Carriers.twoForEachProcessor();
        assertThat(Integer.getInteger(Carriers.PARALLELISM))
                .isEqualTo(2 * Runtime.getRuntime().availableProcessors());
    }

    @Test
    void areAsManyAsSomebodyHasSet() {
        System.setProperty(Carriers.PARALLELISM, "7");
        Carriers.twoForEachProcessor();
        assertThat(Integer.getInteger(Carriers.PARALLELISM)).isEqualTo(7);
    }
}
