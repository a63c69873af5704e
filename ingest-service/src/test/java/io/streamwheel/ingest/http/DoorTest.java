package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.ingest.http.Wire.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The door on a real port, with a broker and keys that are only pretended. */
@DoorOnAPort
class DoorTest {

    private static final String EVENT =
            "{\"id\":\"e0\",\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\"}";
    private static final String POST = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\n";
    private static final String KEY = "Authorization: Bearer wk\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String TEXT =
            "Content-Type: text/plain;charset=UTF-8\r\nOrigin: https://shop.example\r\n";

    @LocalServerPort private int port;
    @Autowired private FakeBroker broker;
    @Autowired private MeterRegistry registry;

    @BeforeEach
    void reset() {
        broker.events.clear();
        broker.confirm = CompletableFuture.completedFuture(null);
    }

    @Test
    void anEventIsAcceptedOnceItIsConfirmed() throws IOException {
        Answer answer = send(request(KEY + JSON, EVENT));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"rejected\":[]}");
        assertThat(broker.events)
                .singleElement()
                .extracting(CollectedEvent::site)
                .isEqualTo("shop");
    }

    @Test
    void everyRejectionIsToldByItsPlace() throws IOException {
        Answer answer =
                send(request(KEY + JSON, "[" + EVENT + ",{\"id\":\"x\",\"type\":\"view\"}]"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"accepted\":1,\"rejected\":[{\"index\":1,\"id\":\"x\","
                                + "\"type\":\"/problems/missing-field\",\"pointer\":\"/userId\","
                                + "\"detail\":\"userId or anonymousId is required\"}]}");
    }

    @Test
    void nothingAcceptableIsAProblemWithTheSameList() throws IOException {
        Answer answer = send(request(KEY + JSON, "{\"type\":\"view\"}"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .startsWith("{\"type\":\"/problems/nothing-acceptable\",\"title\":")
                .contains("\"accepted\":0,\"rejected\":[{\"index\":0,\"id\":null,");
        assertThat(broker.events).isEmpty();
    }

    /**
     * A hostile request: what it is, the bytes, the statuses that may come, and events that get in.
     */
    private record Hostile(String name, byte[] bytes, List<Integer> statuses, int events) {

        Hostile(String name, String text, int status, int events) {
            this(name, text.getBytes(StandardCharsets.ISO_8859_1), List.of(status), events);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> hostileRequests() throws IOException {
        String length = "Content-Length: " + EVENT.length() + "\r\n";
        String chunks = Integer.toHexString(EVENT.length()) + "\r\n" + EVENT + "\r\n0\r\n\r\n";
        return Stream.of(
                new Hostile("no key", request(JSON, EVENT), 401, 0),
                new Hostile("unknown key", request("Authorization: Bearer no\r\n", EVENT), 401, 0),
                new Hostile(
                        "unknown scheme", request("Authorization: Digest x\r\n", EVENT), 401, 0),
                new Hostile("empty bearer", request("Authorization: Bearer \r\n", EVENT), 401, 0),
                new Hostile(
                        "bytes above 127", request("Authorization: Bearer ü\r\n", EVENT), 401, 0),
                new Hostile(
                        "long key",
                        request("Authorization: Bearer " + "k".repeat(7000) + "\r\n", EVENT),
                        401,
                        0),
                new Hostile("server key", request("Authorization: Bearer sk\r\n", EVENT), 403, 0),
                new Hostile("two keys", request(KEY + "X-Write-Key: other\r\n", EVENT), 400, 0),
                new Hostile("X-Write-Key", request("X-Write-Key: wk\r\n", EVENT), 202, 1),
                new Hostile(
                        "Basic",
                        request("Authorization: Basic " + base64("wk:") + "\r\n", EVENT),
                        202,
                        1),
                new Hostile(
                        "key in the query",
                        request(JSON, EVENT).replace("/v1/events", "/v1/events?writeKey=wk"),
                        202,
                        1),
                new Hostile(
                        "key in the body",
                        request(JSON, EVENT.replace("}", ",\"writeKey\":\"wk\"}")),
                        202,
                        1),
                new Hostile(
                        "two keys, one in the query",
                        request(KEY, EVENT).replace("/v1/events", "/v1/events?writeKey=other"),
                        400,
                        0),
                new Hostile(
                        "trailing slash",
                        request(KEY + JSON, EVENT).replace("/v1/events", "/v1/events/"),
                        202,
                        1),
                new Hostile(
                        "what the tag sends",
                        request(TEXT, "{\"writeKey\":\"wk\",\"events\":[" + EVENT + "]}"),
                        202,
                        1),
                new Hostile(
                        "the same behind a proxy that adds the key",
                        request(TEXT + KEY, "{\"writeKey\":\"wk\",\"events\":[" + EVENT + "]}"),
                        202,
                        1),
                new Hostile("no content type", request(KEY, EVENT), 202, 1),
                new Hostile(
                        "labelled as a form",
                        request(KEY + "Content-Type: application/x-www-form-urlencoded\r\n", EVENT),
                        202,
                        1),
                new Hostile(
                        "lines",
                        request(
                                KEY + "Content-Type: application/x-ndjson\r\n",
                                EVENT + "\n{\"type\":\n" + EVENT + "\n"),
                        202,
                        2),
                new Hostile(
                        "multipart",
                        request(
                                KEY + "Content-Type: multipart/form-data; boundary=x\r\n",
                                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--"),
                        415,
                        0),
                new Hostile(
                        "no media type", request(KEY + "Content-Type: ///;;;\r\n", EVENT), 415, 0),
                new Hostile(
                        "charset utf-7",
                        request(KEY + "Content-Type: application/json; charset=utf-7\r\n", EVENT),
                        415,
                        0),
                new Hostile("br", request(KEY + "Content-Encoding: br\r\n", EVENT), 415, 0),
                new Hostile("not gzip", request(KEY + "Content-Encoding: gzip\r\n", EVENT), 400, 0),
                new Hostile("gzip", gzipped(EVENT), List.of(202), 1),
                new Hostile("gzip bomb", gzipped(" ".repeat(5 << 20)), List.of(413), 0),
                new Hostile("no body", request(KEY + JSON, ""), 400, 0),
                new Hostile("two documents", request(KEY + JSON, EVENT + EVENT), 400, 0),
                new Hostile("too large", request(KEY, " ".repeat((1 << 20) + 1)), 413, 0),
                new Hostile(
                        "promise of 2 GB",
                        POST + KEY + "Content-Length: 2147483648\r\n\r\n{",
                        413,
                        0),
                new Hostile(
                        "negative length",
                        POST + KEY + "Content-Length: -5\r\n\r\n" + EVENT,
                        400,
                        0),
                new Hostile(
                        "chunked",
                        POST + KEY + "Transfer-Encoding: chunked\r\n\r\n" + chunks,
                        202,
                        1),
                new Hostile(
                        "bad chunk size",
                        POST + KEY + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + EVENT,
                        400,
                        0),
                new Hostile(
                        "unknown transfer coding",
                        POST + KEY + "Transfer-Encoding: xchunked\r\n\r\n" + chunks,
                        400,
                        0),
                new Hostile(
                        "two lengths",
                        POST + KEY + length + "Content-Length: 3\r\n\r\n" + EVENT,
                        400,
                        0),
                new Hostile(
                        "no host",
                        (POST + KEY + length + "\r\n" + EVENT).replace("Host: localhost\r\n", ""),
                        400,
                        0),
                new Hostile(
                        "space before the colon",
                        POST + KEY + "Content-Length : 3\r\n\r\n" + EVENT,
                        400,
                        0),
                new Hostile(
                        "long headers",
                        request(KEY + "X: " + "a".repeat(50_000) + "\r\n", EVENT),
                        400,
                        0),
                new Hostile("no request line", "\u0016\u0003\u0001\u0002\r\n\r\n", 400, 0),
                new Hostile("GET", "GET /v1/events HTTP/1.1\r\nHost: a\r\n" + KEY + "\r\n", 405, 0),
                new Hostile(
                        "override",
                        "GET /v1/events HTTP/1.1\r\nHost: a\r\nX-HTTP-Method-Override: POST\r\n\r\n",
                        405,
                        0),
                new Hostile("TRACE", "TRACE /v1/events HTTP/1.1\r\nHost: a\r\n\r\n", 405, 0),
                new Hostile(
                        "unknown method", "BREW /v1/events HTTP/1.1\r\nHost: a\r\n\r\n", 405, 0),
                new Hostile(
                        "matrix", request(KEY, EVENT).replace("/events", "/events;a=b"), 404, 0),
                new Hostile(
                        "double slash", request(KEY, EVENT).replace("/events", "//events"), 404, 0),
                new Hostile("NUL", request(KEY, EVENT).replace("/events", "/events%00"), 400, 0),
                new Hostile(
                        "dots",
                        request(KEY, EVENT).replace("/v1/events", "/v1/%2e%2e/v1/events"),
                        404,
                        0),
                new Hostile("actuator", "GET /actuator/env HTTP/1.1\r\nHost: a\r\n\r\n", 404, 0),
                new Hostile("the error page", "GET /error HTTP/1.1\r\nHost: a\r\n\r\n", 404, 0),
                new Hostile(
                        "nothing there", "GET /.git/config HTTP/1.1\r\nHost: a\r\n\r\n", 404, 0));
    }

    @ParameterizedTest
    @MethodSource("hostileRequests")
    void hostileRequestsGetTheirStatusAndNothingMore(Hostile hostile) throws IOException {
        Answer answer = send(hostile.bytes());
        assertThat(answer.status()).isIn(hostile.statuses());
        assertThat(broker.events).hasSize(hostile.events());
        if (answer.status() >= 400) {
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.body())
                    .contains("\"type\":\"/problems/", "\"title\":\"", "\"detail\":\"")
                    .contains("\"status\":" + answer.status())
                    .doesNotContainPattern("Exception|\\.java|Tomcat|springframework|jackson");
        }
        if (answer.status() == 401) {
            assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
        }
        if (answer.status() == 405) {
            assertThat(answer.header("Allow")).contains("POST");
        }
    }

    @Test
    void aRequestSmuggledBehindAnotherIsNotServed() throws IOException {
        try (Wire wire = new Wire(port)) {
            wire.send(
                    POST
                            + KEY
                            + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                            + request(KEY, EVENT));
            assertThat(wire.read().status()).isEqualTo(400);
            assertThat(wire.isEnded()).isTrue();
        }
        assertThat(broker.events).isEmpty();
    }

    @Test
    void requestsInARowAreAnsweredInOrder() throws IOException {
        try (Wire wire = new Wire(port)) {
            wire.send((request(KEY, "{}") + request(KEY, EVENT)).repeat(5));
            for (int i = 0; i < 5; i++) {
                assertThat(wire.read().status()).isEqualTo(422);
                assertThat(wire.read().status()).isEqualTo(202);
            }
        }
    }

    @Test
    void halfABodyIsNoEvent() throws IOException {
        try (Wire wire = new Wire(port)) {
            wire.send(POST + KEY + "Content-Length: 400\r\n\r\n{\"id\":\"e0\"");
            wire.halfClose();
            assertThat(wire.read().status()).isEqualTo(400);
        }
        assertThat(broker.events).isEmpty();
    }

    @Test
    void aBrokerThatIsSilentOrRefusesIsAnsweredWith503AndAnIntegerRetryAfter() throws IOException {
        for (CompletableFuture<Void> confirm :
                List.of(
                        new CompletableFuture<Void>(),
                        CompletableFuture.<Void>failedFuture(new IllegalStateException("down")))) {
            broker.confirm = confirm;
            Answer answer = send(request(KEY + JSON, EVENT));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 5);
            assertThat(answer.body()).contains("/problems/not-confirmed").doesNotContain("down");
        }
    }

    @Test
    void pagesOfOtherOriginsMayPostButBringNoCredentials() throws IOException {
        String origin = "Origin: https://shop.example\r\n";
        Answer preflight =
                send(
                        "OPTIONS /v1/events HTTP/1.1\r\nHost: a\r\n"
                                + origin
                                + "Access-Control-Request-Method: POST\r\n"
                                + "Access-Control-Request-Headers: authorization\r\n\r\n");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin"))
                .isEqualTo("https://shop.example");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("authorization");
        assertThat(Integer.parseInt(preflight.header("Access-Control-Max-Age")))
                .isGreaterThanOrEqualTo(900);
        Answer refusal = send(request(origin, EVENT));
        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(refusal.header("Vary")).contains("Origin");
        for (Answer answer : List.of(preflight, refusal)) {
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @Test
    void everyRefusalIsCountedByItsReason() throws IOException {
        for (String reason : List.of("unauthorized", "ambiguous-key", "unsupported-encoding")) {
            double before = refusals(reason);
            String headers =
                    switch (reason) {
                        case "unauthorized" -> "";
                        case "ambiguous-key" -> KEY + "X-Write-Key: other\r\n";
                        default -> KEY + "Content-Encoding: br\r\n";
                    };
            send(request(headers, EVENT));
            assertThat(refusals(reason) - before).isEqualTo(1);
        }
    }

    private double refusals(String reason) {
        return registry.get("streamwheel.ingest.refusals").tag("reason", reason).counter().count();
    }

    @Test
    void probesStandOnTheSamePort() throws IOException {
        assertThat(send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(200);
        assertThat(send("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(200);
    }

    private Answer send(String request) throws IOException {
        return send(request.getBytes(StandardCharsets.UTF_8));
    }

    private Answer send(byte[] request) throws IOException {
        try (Wire wire = new Wire(port)) {
            return Description.check(request, wire.send(request).read());
        }
    }

    private static String request(String headers, String body) {
        return POST
                + headers
                + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    private static byte[] gzipped(String body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        var request = new ByteArrayOutputStream();
        request.writeBytes(
                (POST
                                + KEY
                                + "Content-Encoding: gzip\r\nContent-Length: "
                                + packed.size()
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        request.writeBytes(packed.toByteArray());
        return request.toByteArray();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
