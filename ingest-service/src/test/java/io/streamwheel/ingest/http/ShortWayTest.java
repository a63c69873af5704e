package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.ingest.collect.Admission;
import io.streamwheel.ingest.collect.CollectorMetrics;
import io.streamwheel.ingest.collect.EventCollector;
import io.streamwheel.ingest.key.ApiKey;
import io.streamwheel.ingest.key.Gatekeeper;
import io.streamwheel.ingest.key.KeyHash;
import io.streamwheel.ingest.key.KeyRing;
import io.streamwheel.ingest.key.KeyRingSource;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.scan.RequestScanner;
import io.streamwheel.ingest.scan.ScanLimits;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ShortWayTest {

    private final AtomicInteger tookTheLongWay = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/events/"})
    void eventsAreTakenWithoutTheFramework(String path) throws Exception {
        var answer = send("POST", path, ShortWayTest::keys);
        assertThat(answer.getStatus()).isEqualTo(202);
        assertThat(answer.getContentAsString()).isEqualTo("{\"accepted\":1,\"rejected\":[]}");
        assertThat(tookTheLongWay).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/events", "PUT, /v1/events", "POST, /v1/eventses", "POST, /v1/batch"})
    void everythingElseGoesTheLongWay(String method, String path) throws Exception {
        send(method, path, ShortWayTest::keys);
        assertThat(tookTheLongWay).hasValue(1);
    }

    @Test
    void whatGoesWrongIsAProblemThatTellsNothing() throws Exception {
        var answer =
                send(
                        "POST",
                        "/v1/events",
                        () -> {
                            throw new IllegalStateException("secret");
                        });
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(answer.getContentAsString()).doesNotContain("secret");
        assertThat(tookTheLongWay).hasValue(0);
    }

    private MockHttpServletResponse send(String method, String path, KeyRingSource keys)
            throws Exception {
        var request = new MockHttpServletRequest(method, path);
        request.addHeader("Authorization", "Bearer wk");
        request.setContent("{\"type\":\"page\",\"userId\":\"u\"}".getBytes(StandardCharsets.UTF_8));
        var response = new MockHttpServletResponse();
        new ShortWay(endpoint(keys), new ProblemAdvice())
                .doFilter(request, response, (_, _) -> tookTheLongWay.incrementAndGet());
        return response;
    }

    private static EventsEndpoint endpoint(KeyRingSource keys) {
        var collector =
                new EventCollector(
                        new Gatekeeper(keys),
                        new Admission(1 << 20, Duration.ZERO),
                        (_, _) -> {},
                        _ -> CompletableFuture.completedFuture(null),
                        new Uncounted(),
                        Clock.systemUTC(),
                        Duration.ofSeconds(1));
        var intake =
                new Intake(
                        collector,
                        new BodyLimits(1 << 20, 1 << 20, Duration.ofSeconds(1)),
                        new BodyMemory(1 << 20),
                        new Uncounted(),
                        Clock.systemUTC());
        return new EventsEndpoint(intake, new RequestScanner(ScanLimits.defaults()));
    }

    private static Optional<KeyRing> keys() {
        return Optional.of(
                new KeyRing(
                        Map.of(KeyHash.of("wk"), new ApiKey("shop", ApiKey.Kind.WRITE, false))));
    }

    private static final class Uncounted implements CollectorMetrics {

        @Override
        public void judged(int accepted, int rejected) {}

        @Override
        public void published(int events) {}

        @Override
        public void unpublished(int events) {}

        @Override
        public void refused(Problem reason) {}
    }
}
