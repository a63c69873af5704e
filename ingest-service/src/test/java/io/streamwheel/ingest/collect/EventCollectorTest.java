package io.streamwheel.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.ingest.dialect.NativeDialect;
import io.streamwheel.ingest.key.ApiKey;
import io.streamwheel.ingest.key.Gatekeeper;
import io.streamwheel.ingest.key.KeyHash;
import io.streamwheel.ingest.key.KeyRing;
import io.streamwheel.ingest.metrics.MicrometerCollectorMetrics;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.publish.OverloadedException;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.BodyFormat;
import io.streamwheel.ingest.scan.RequestScanner;
import io.streamwheel.ingest.scan.ScanLimits;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCollectorTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final String GOOD = "{'id':'e','type':'view','userId':'u','itemId':'p'}";
    private static final String BAD = "{'id':'b','type':'view','userId':'u'}";

    private static final NativeDialect NATIVE =
            new NativeDialect(new RequestScanner(ScanLimits.defaults()), BodyFormat.JSON);

    private final List<CollectedEvent> published = new ArrayList<>();
    private CompletableFuture<Void> confirm = CompletableFuture.completedFuture(null);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** Of any size eight bodies have room. */
    private final Admission admission = new Admission(8, Duration.ZERO);

    private final EventCollector collector =
            new EventCollector(
                    new Gatekeeper(() ->
                            Optional.of(
                                    new KeyRing(
                                            Map.of(
                                                    KeyHash.of("wk"),
                                                    new ApiKey(
                                                            "shop", ApiKey.Kind.WRITE, false))))),
                    admission,
                    (key, events) -> {
                        if (events > 2) {
                            throw new RefusedException(Problem.TOO_MANY_REQUESTS, key, 7);
                        }
                    },
                    events -> {
                        published.addAll(events);
                        return confirm;
                    },
                    new MicrometerCollectorMetrics(registry),
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    Duration.ofMillis(50));

    @Test
    void anAcceptedEventCarriesWhatOnlyTheDoorKnows() {
        Verdict verdict =
                collect("wk", "{'events':[" + GOOD + "],'sentAt':'2026-11-22T08:59:00Z'}");
        assertThat(verdict).isEqualTo(new Verdict(1, List.of()));
        CollectedEvent event = published.getFirst();
        assertThat(event.site()).isEqualTo("shop");
        assertThat(event.id()).isEqualTo("e");
        assertThat(event.receivedAt()).isEqualTo(NOW);
        assertThat(event.sentAt()).isEqualTo(Instant.parse("2026-11-22T08:59:00Z"));
        assertThat(event.payload().toText()).isEqualTo(GOOD.replace('\'', '"'));
    }

    @Test
    void everyAcceptanceHasANumberOfItsOwn() {
        collect("wk", "[" + GOOD + "," + GOOD + "]");
        collect("wk", GOOD);
        assertThat(published.stream().map(CollectedEvent::copyId))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void anEventWithoutAnIdGetsOneThatIsAUuidOfItsTime() {
        for (int i = 0; i < 100; i++) {
            collect("wk", "{'type':'page','userId':'u'}");
        }
        assertThat(published.stream().map(CollectedEvent::id)).doesNotHaveDuplicates();
        UUID id = UUID.fromString(published.getFirst().id());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void badEventsAreNamedByTheirPlaceAndGoodOnesGoOn() {
        Verdict verdict = collect("wk", "[" + GOOD + "," + BAD + ",7]");
        assertThat(verdict.accepted()).isEqualTo(1);
        assertThat(verdict.rejected()).extracting(Rejection::index).containsExactly(1, 2);
        assertThat(verdict.rejected()).extracting(Rejection::id).containsExactly("b", null);
        assertThat(published).hasSize(1);
    }

    @Test
    void nothingAcceptableIsAVerdictAndPublishesNothing() {
        assertThat(collect("wk", BAD).accepted()).isZero();
        assertThat(published).isEmpty();
    }

    @Test
    void theKeyMayBeInTheBody() {
        collect(null, GOOD.replace("}", ",'writeKey':'wk'}"));
        collect("wk", GOOD.replace("}", ",'writeKey':'wk'}"));
        assertThat(published).hasSize(2);
        refuses(Problem.UNAUTHORIZED, () -> collect(null, GOOD));
        refuses(
                Problem.AMBIGUOUS_KEY,
                () -> collect("wk", GOOD.replace("}", ",'writeKey':'other'}")));
        assertThat(published).hasSize(2);
    }

    @Test
    void aBadKeyInTheHeadIsRefusedBeforeTheBodyIsRead() {
        CollectRequest request =
                new CollectRequest(
                        "nobody",
                        NATIVE,
                        () -> {
                            throw new AssertionError("read");
                        });
        refuses(Problem.UNAUTHORIZED, () -> collector.collect(request));
    }

    @Test
    void whatIsTooMuchForAKeyIsNotPublished() {
        refuses(
                Problem.TOO_MANY_REQUESTS,
                () -> collect("wk", "[" + GOOD + "," + GOOD + "," + GOOD + "]"));
        assertThat(published).isEmpty();
    }

    @Test
    void withoutAConfirmInTimeNothingIsAcknowledged() {
        confirm = new CompletableFuture<>();
        refuses(Problem.NOT_CONFIRMED, () -> collect("wk", GOOD));
        assertThat(confirm).as("what nobody waits for is not to be sent").isCancelled();
        confirm = CompletableFuture.failedFuture(new IllegalStateException("nack"));
        refuses(Problem.NOT_CONFIRMED, () -> collect("wk", GOOD));
        confirm = CompletableFuture.failedFuture(new OverloadedException("full"));
        refuses(Problem.OVERLOADED, () -> collect("wk", GOOD));
    }

    @Test
    void whatFindsNoRoomIsRefusedBeforeItIsScanned() {
        for (int i = 0; i < 7; i++) {
            admission.enter(1_000);
        }
        try (Admission.Pass _ = admission.enter(1_000)) {
            refuses(Problem.OVERLOADED, () -> collect("wk", "no JSON at all"));
        }
        refuses(Problem.MALFORMED_JSON, () -> collect("wk", "no JSON at all"));
    }

    @Test
    void whateverBecomesOfARequestItsRoomIsFreeAfterwards() {
        collect("wk", GOOD);
        refuses(Problem.MALFORMED_JSON, () -> collect("wk", "{"));
        confirm = CompletableFuture.failedFuture(new IllegalStateException("nack"));
        refuses(Problem.NOT_CONFIRMED, () -> collect("wk", GOOD));
        for (int i = 0; i < 8; i++) {
            admission.enter(1_000);
        }
    }

    @Test
    void theEquationsOfTheMetricsHold() {
        collect("wk", "[" + GOOD + "," + BAD + "," + GOOD + "]");
        collect("wk", BAD);
        refuses(Problem.UNAUTHORIZED, () -> collect("x", GOOD));
        refuses(Problem.MALFORMED_JSON, () -> collect("wk", "{"));
        confirm = new CompletableFuture<>();
        refuses(Problem.NOT_CONFIRMED, () -> collect("wk", "[" + GOOD + "," + BAD + "]"));

        assertThat(events("received")).isEqualTo(6);
        assertThat(events("received")).isEqualTo(events("accepted") + events("rejected"));
        assertThat(events("accepted")).isEqualTo(events("published") + events("unpublished"));
        assertThat(events("published")).isEqualTo(2);
        assertThat(events("unpublished")).isEqualTo(1);
    }

    private double events(String outcome) {
        return registry.get("streamwheel.ingest.events").tag("outcome", outcome).counter().count();
    }

    private Verdict collect(@Nullable String key, String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return collector.collect(new CollectRequest(key, NATIVE, () -> Body.of(bytes)));
    }

    private static void refuses(Problem problem, Runnable collecting) {
        assertThatThrownBy(collecting::run)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
