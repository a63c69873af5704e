package io.streamwheel.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.Payload;
import io.streamwheel.testkit.NthCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever envelope goes wrong, and however: nobody is told that his events are safe when they are
 * not, everybody is told something, and whoever sends again gets them in.
 */
class EveryPublicationFailsOnceTest {

    private static final int GROUPS = 10;
    private static final int LEAST_CALLS = 200;

    private static final int ENVELOPE = 4;

    /** Requests that come together: some of their events share an envelope. */
    private static final int[] SIZES = {33, 6, 45};

    enum Failure {
        THROWN_BEFORE,
        THROWN_AFTER,
        REFUSED,
        SENT_AND_REFUSED,
        NEVER_CONFIRMED,
        SENT_AND_NEVER_CONFIRMED
    }

    @ParameterizedTest
    @EnumSource
    void whatWasCalledSafeIsThereAndTheRestCanBeSentAgain(Failure failure) {
        AtomicReference<FailingChannel> current = new AtomicReference<>();
        GroupCommitSettings settings =
                new GroupCommitSettings(
                        Duration.ZERO,
                        ENVELOPE,
                        128 << 10,
                        64,
                        1_000,
                        1 << 20,
                        Duration.ofMillis(40));
        try (GroupCommitPublisher publisher =
                new GroupCommitPublisher(envelope -> current.get().publish(envelope), settings)) {
            for (int n = 1; ; n++) {
                NthCall nth = new NthCall(n);
                current.set(new FailingChannel(nth, failure));
                assertEverythingGetsIn(publisher, current.get());
                if (!nth.came()) {
                    assertThat(n - 1).isGreaterThanOrEqualTo(LEAST_CALLS);
                    return;
                }
            }
        }
    }

    private static void assertEverythingGetsIn(
            GroupCommitPublisher publisher, FailingChannel channel) {
        Set<Long> safe = new HashSet<>();
        int failures = 0;
        AtomicLong copies = new AtomicLong();
        for (int group = 0; group < GROUPS; group++) {
            List<Request> open = new ArrayList<>();
            for (int size : SIZES) {
                open.add(new Request("g" + group + "-" + size, size));
            }
            while (!open.isEmpty()) {
                open.forEach(each -> each.send(publisher, copies));
                for (Request each : List.copyOf(open)) {
                    if (each.isSafe()) {
                        each.events.forEach(event -> safe.add(event.copyId()));
                        open.remove(each);
                    } else {
                        failures++;
                    }
                }
            }
        }
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> publisher.waitingEvents() == 0);
        assertThat(channel.sent).containsAll(safe);
        if (channel.nth.came()) {
            assertThat(failures).isPositive();
        }
    }

    /** What a client sends, again under the same ids until it is safe. */
    private static final class Request {

        private final String name;
        private final int size;
        private List<CollectedEvent> events = List.of();
        private CompletableFuture<Void> confirm = new CompletableFuture<>();

        Request(String name, int size) {
            this.name = name;
            this.size = size;
        }

        void send(GroupCommitPublisher publisher, AtomicLong copies) {
            events = new ArrayList<>();
            for (int e = 0; e < size; e++) {
                events.add(
                        new CollectedEvent(
                                "shop",
                                name + "-" + e,
                                copies.incrementAndGet(),
                                Instant.EPOCH,
                                null,
                                Payload.of("{\"a\":1}")));
            }
            confirm = publisher.publish(events);
        }

        boolean isSafe() {
            try {
                confirm.orTimeout(10, TimeUnit.SECONDS).join();
                return true;
            } catch (CompletionException e) {
                return false;
            }
        }
    }

    /** A broker that keeps what it got, and fails once. */
    private static final class FailingChannel implements EnvelopeChannel {

        private final NthCall nth;
        private final Failure failure;
        private final Set<Long> sent = ConcurrentHashMap.newKeySet();

        FailingChannel(NthCall nth, Failure failure) {
            this.nth = nth;
            this.failure = failure;
        }

        @Override
        public CompletableFuture<Void> publish(byte[] envelope) {
            if (!nth.isNow()) {
                keep(envelope);
                return CompletableFuture.completedFuture(null);
            }
            switch (failure) {
                case THROWN_AFTER, SENT_AND_REFUSED, SENT_AND_NEVER_CONFIRMED -> keep(envelope);
                case THROWN_BEFORE, REFUSED, NEVER_CONFIRMED -> {}
            }
            return switch (failure) {
                case THROWN_BEFORE, THROWN_AFTER -> throw new IllegalStateException("broken");
                case REFUSED, SENT_AND_REFUSED ->
                        CompletableFuture.failedFuture(new IllegalStateException("refused"));
                case NEVER_CONFIRMED, SENT_AND_NEVER_CONFIRMED -> new CompletableFuture<>();
            };
        }

        private void keep(byte[] envelope) {
            try {
                for (CollectedEvent event : CollectedEnvelope.decode(envelope)) {
                    sent.add(event.copyId());
                }
            } catch (MalformedEnvelopeException e) {
                throw new AssertionError(e);
            }
        }
    }
}
