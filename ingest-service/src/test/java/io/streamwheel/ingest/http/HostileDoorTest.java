package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.ingest.http.Wire.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the door does with requests that are made to break it. */
@DoorOnAPort
class HostileDoorTest {

    @LocalServerPort private int port;
    @Autowired private FakeBroker broker;

    @BeforeEach
    void reset() {
        broker.events.clear();
    }

    @ParameterizedTest
    @MethodSource("io.streamwheel.ingest.http.HostileRequest#all")
    void getsItsStatusAndNoEventIn(HostileRequest request) throws IOException {
        Answer answer = answer(request);

        assertThat(answer.status()).isIn(request.statuses());
        assertThat(broker.events).hasSize(request.published());
        if (answer.status() >= 400 && !request.headOnly()) {
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.body())
                    .contains("\"status\":" + answer.status())
                    .contains(
                            "\"type\":\"/problems/"
                                    + (request.type() == null ? "" : request.type()))
                    .doesNotContainPattern("Exception|\\.java|omcat|springframework|jackson");
        }
        assertThat(answer.header("Set-Cookie")).isEmpty();
        isStillOpen();
    }

    @Test
    void theHeadOfAPixelIsThatOfAnImage() throws IOException {
        for (String path : new String[] {"/i?aid=wk&e=pv", "/pixel/v1/track?writeKey=wk"}) {
            try (Wire wire = new Wire(port)) {
                wire.send("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").halfClose();
                Answer answer = wire.read();
                assertThat(answer.header("Content-Type")).isEqualTo("image/gif");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                assertThat(answer.body()).isEmpty();
            }
        }
        assertThat(broker.events).isEmpty();
    }

    private Answer answer(HostileRequest request) throws IOException {
        try (Wire wire = new Wire(port)) {
            try {
                for (byte[] piece : request.pieces()) {
                    wire.send(piece);
                }
                if (request.headOnly() || request.statuses().contains(0)) {
                    wire.halfClose(); // nothing more will come, in either direction
                }
                return Description.check(request.whole(), wire.read());
            } catch (EOFException | SocketException ended) {
                return new Answer(0, Map.of(), "");
            }
        }
    }

    /** The next visitor must not notice. */
    private void isStillOpen() throws IOException {
        broker.events.clear();
        try (Wire wire = new Wire(port)) {
            wire.send(
                    "POST /v1/events HTTP/1.1\r\nHost: a\r\nX-Write-Key: wk\r\nContent-Length: 28\r\n\r\n"
                            + "{\"type\":\"page\",\"userId\":\"u\"}");
            assertThat(wire.read().status()).isEqualTo(202);
        }
        assertThat(broker.events).hasSize(1);
    }
}
