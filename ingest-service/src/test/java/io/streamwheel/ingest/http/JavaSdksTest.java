package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.segment.analytics.Analytics;
import com.segment.analytics.messages.TrackMessage;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The SDKs themselves, pointed at our door by their one setting. */
@DoorOnAPort
class JavaSdksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Object> PRODUCT = Map.of("product_id", "p1", "price", 129.5);

    @LocalServerPort private int port;
    @Autowired private FakeBroker broker;

    @BeforeEach
    void reset() {
        broker.events.clear();
        broker.confirm = CompletableFuture.completedFuture(null);
    }

    /** Both at once: an SDK that was refused waits for fifteen seconds. */
    @Test
    void eventsArriveOnceAndAgainUnderTheSameIdAfterARefusal() {
        Analytics segment =
                Analytics.builder("wk")
                        .endpoint("http://127.0.0.1:" + port)
                        .flushInterval(1, TimeUnit.SECONDS)
                        .build();
        RudderAnalytics rudderStack =
                RudderAnalytics.builder("wk")
                        .setDataPlaneUrl("http://127.0.0.1:" + port)
                        .flushInterval(1, TimeUnit.SECONDS)
                        .build();
        try {
            send(segment, "s1");
            send(rudderStack, "r1");
            await().atMost(PATIENCE).until(() -> broker.events.size() >= 2);
            assertThat(broker.events)
                    .extracting(CollectedEvent::id)
                    .containsExactlyInAnyOrder("s1", "r1");
            assertThat(broker.events)
                    .allSatisfy(event -> {
                        assertThat(event.dialect()).isEqualTo(Dialect.SEGMENT);
                        assertThat(event.payload().toText()).contains("\"p1\"", "129.5");
                        assertThat(event.sentAt()).isNotNull();
                    });
            assertThat(broker.events.stream().map(JavaSdksTest::shared))
                    .anySatisfy(shared -> assertThat(shared).contains("\"analytics-java\""));

            broker.confirm = CompletableFuture.failedFuture(new IllegalStateException("nack"));
            send(segment, "s2");
            send(rudderStack, "r2");
            await().atMost(PATIENCE).until(() -> count("s2") == 1 && count("r2") == 1);
            broker.confirm = CompletableFuture.completedFuture(null);
            await().atMost(PATIENCE).until(() -> count("s2") == 2 && count("r2") == 2);
        } finally {
            segment.shutdown();
            rudderStack.shutdown();
        }
    }

    private static void send(Analytics sdk, String id) {
        sdk.enqueue(
                TrackMessage.builder("Product Viewed")
                        .userId("u")
                        .messageId(id)
                        .properties(PRODUCT));
        sdk.flush();
    }

    private static void send(RudderAnalytics sdk, String id) {
        sdk.enqueue(
                com.rudderstack.sdk.java.analytics.messages.TrackMessage.builder("Product Viewed")
                        .userId("u")
                        .messageId(id)
                        .properties(PRODUCT));
        sdk.flush();
    }

    private long count(String id) {
        return broker.events.stream().filter(event -> event.id().equals(id)).count();
    }

    private static String shared(CollectedEvent event) {
        return event.shared() == null ? "" : event.shared().toText();
    }
}
