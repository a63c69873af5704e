package io.streamwheel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void withoutVariablesTheUsualOnesAreMeant() throws Exception {
        assertThat(Ports.of(Map.of()))
                .isEqualTo(new Ports("127.0.0.1", "127.0.0.1", 8080, 8081, 8082, 9080, 9081, 9082));
    }

    @Test
    void takenPortIsNamedWithItsVariable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            Ports ports = new Ports("127.0.0.1", "127.0.0.1", 0, 0, port, 0, 0, 0);
            assertThatExceptionOfType(CannotStartException.class)
                    .isThrownBy(ports::checkFree)
                    .withMessageContaining("port " + port)
                    .withMessageContaining("STREAMWHEEL_ANALYSIS_PORT");
        }
    }

    @Test
    void aPortForTwoIsNamedWithBothVariables() {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(new Ports("127.0.0.1", "127.0.0.1", 0, 9081, 0, 0, 9081, 0)::checkFree)
                .withMessage(
                        "STREAMWHEEL_TRANSFORM_PORT and STREAMWHEEL_TRANSFORM_MANAGEMENT_PORT are"
                                + " both 9081. Name another port with one of them.");
    }

    @Test
    void portsThatTheSystemChoosesAreFree() {
        assertThatCode(new Ports("127.0.0.1", "127.0.0.1", 0, 0, 0, 0, 0, 0)::checkFree)
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "65536", "80 80", "999999999999"})
    void badPortIsNamed(String text) {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> Ports.of(Map.of("STREAMWHEEL_INGEST_PORT", text)))
                .withMessageStartingWith("STREAMWHEEL_INGEST_PORT");
    }

    @Test
    void theAddressToAskAtIsReachable() {
        assertThat(bound("0.0.0.0").host()).isEqualTo("127.0.0.1");
        assertThat(bound("::").host()).isEqualTo("127.0.0.1");
        assertThat(bound("::1").host()).isEqualTo("[::1]");
        assertThat(bound("10.1.2.3").host()).isEqualTo("10.1.2.3");
    }

    private static Ports bound(String address) {
        return new Ports(address, "127.0.0.1", 0, 0, 0, 0, 0, 0);
    }
}
