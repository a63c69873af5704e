package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.ingest.http.Wire.Answer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Behind a proxy that is trusted, with limits that are soon reached. */
@DoorOnAPort
@TestPropertySource(
        properties = {
            "STREAMWHEEL_INGEST_TRUSTED_PROXIES=127\\.0\\.0\\.1",
            "streamwheel.ingest.rate-limit.requests-per-address=1",
            "streamwheel.ingest.rate-limit.events-per-key=1"
        })
class AddressLimitTest {

    private static final String EVENT = "{\"type\":\"page\",\"userId\":\"u\"}";

    @LocalServerPort private int port;
    @Autowired private FakeBroker broker;

    @BeforeEach
    void reset() {
        broker.events.clear();
        broker.confirm = CompletableFuture.completedFuture(null);
    }

    @Test
    void anAddressThatSendsTooMuchIsToldWhenToComeAgain() throws IOException {
        String page = "X-Forwarded-For: 203.0.113.7\r\nOrigin: http://shop.example\r\n";
        Answer answer = post("Authorization: Bearer no\r\n" + page);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"address\";q=10;w=10");
        assertThat(answer.header("RateLimit")).startsWith("\"address\";r=9;");
        for (int i = 0; i < 12; i++) {
            answer = post("Authorization: Bearer no\r\n" + page);
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).matches("[0-9]+");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://shop.example");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After");
        assertThat(post("Authorization: Bearer no\r\nX-Forwarded-For: 203.0.113.8\r\n").status())
                .isEqualTo(401);
    }

    @Test
    void whatIsNoAddressIsLimitedToo() throws IOException {
        Answer answer = post("X-Forwarded-For: nonsense\r\n");
        for (int i = 0; i < 12; i++) {
            answer = post("X-Forwarded-For: more nonsense " + i + "\r\n");
        }
        assertThat(answer.status()).isEqualTo(429);
    }

    @Test
    void anIpv6NetworkIsOneClient() throws IOException {
        Answer answer = post("X-Forwarded-For: 2001:db8::1\r\n");
        for (int i = 0; i < 12; i++) {
            answer = post("X-Forwarded-For: 2001:db8::" + (i + 2) + "\r\n");
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(post("X-Forwarded-For: 2001:db8:0:1::1\r\n").status()).isEqualTo(401);
    }

    @Test
    void thisMachineIsNotLimitedButAKeyIs() throws IOException {
        int accepted = 0;
        Answer answer = post("Authorization: Bearer wk\r\n");
        while (answer.status() == 202 && accepted < 100) {
            accepted++;
            answer = post("Authorization: Bearer wk\r\n");
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("RateLimit")).isEmpty();
        assertThat(accepted).isBetween(10, 30);
        assertThat(broker.events).hasSize(accepted);
    }

    private Answer post(String headers) throws IOException {
        try (Wire wire = new Wire(port)) {
            return wire.send(
                            "POST /v1/events HTTP/1.1\r\nHost: localhost\r\n"
                                    + headers
                                    + "Content-Length: "
                                    + EVENT.length()
                                    + "\r\n\r\n"
                                    + EVENT)
                    .read();
        }
    }
}
