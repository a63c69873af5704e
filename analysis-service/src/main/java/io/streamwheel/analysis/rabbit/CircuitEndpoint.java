package io.streamwheel.analysis.rabbit;

import io.streamwheel.transport.Circuit;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@code /actuator/circuit} on the management port: how the circuit stands, and {@code
 * {"state":"closed"}} closes it. A body of JSON is what no page of another site can send from an
 * operator's browser.
 */
@Endpoint(id = "circuit")
final class CircuitEndpoint {

    private final Circuit circuit;

    CircuitEndpoint(Circuit circuit) {
        this.circuit = circuit;
    }

    @ReadOperation
    Map<String, String> read() {
        String state = circuit.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Map.of("state", state, "detail", circuit.describe());
    }

    @WriteOperation
    Map<String, String> write(String state) {
        if (!state.equals("closed")) {
            throw new InvalidEndpointRequestException(
                    "state must be closed: " + state, "it can be closed by hand, not opened");
        }
        circuit.close();
        return read();
    }
}
