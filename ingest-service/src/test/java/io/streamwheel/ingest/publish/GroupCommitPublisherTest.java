package io.streamwheel.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitPublisherTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeChannel channel = new FakeChannel();
    private final List<GroupCommitPublisher> opened = new ArrayList<>();

    @AfterEach
    void end() {
        channel.confirmAll();
        opened.forEach(GroupCommitPublisher::close);
    }

    @Test
    void aLoneRequestGoesAtOnceHoweverLongOthersMayLinger() {
        var publisher = publisher(LONG, 64, 128 << 10, 32, 1000, LONG);
        var confirm = publisher.publish(events("a", 1));
        await().until(() -> channel.sent.size() == 1);
        assertThat(confirm).isNotDone();
        channel.confirmAll();
        assertThat(confirm).succeedsWithin(Duration.ofSeconds(5));
        assertThat(publisher.waitingEvents()).isZero();
    }

    @Test
    void requestsThatComeWhileOneIsInFlightShareAnEnvelope() {
        var publisher = publisher(LONG, 4, 128 << 10, 32, 1000, LONG);
        publisher.publish(events("first", 1));
        await().until(() -> channel.sent.size() == 1);
        var a = publisher.publish(events("a", 1));
        var b = publisher.publish(events("b", 2));
        var c = publisher.publish(events("c", 1)); // fills it
        await().until(() -> channel.sent.size() == 2);
        assertThat(channel.ids(1)).containsExactly("a0", "b0", "b1", "c0");
        channel.confirm(1);
        assertThat(CompletableFuture.allOf(a, b, c)).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void anEnvelopeThatDoesNotFillGoesWhenItsPatienceEnds() {
        var publisher = publisher(Duration.ofMillis(1), 64, 128 << 10, 32, 1000, LONG);
        publisher.publish(events("first", 1));
        await().until(() -> channel.sent.size() == 1);
        publisher.publish(events("a", 1));
        await().until(() -> channel.sent.size() == 2);
    }

    @Test
    void aRequestThatFitsIsNotTornApart() {
        var publisher = publisher(LONG, 4, 128 << 10, 32, 1000, LONG);
        publisher.publish(events("first", 1));
        await().until(() -> channel.sent.size() == 1);
        publisher.publish(events("a", 3));
        publisher.publish(events("b", 4));
        await().until(() -> channel.sent.size() == 3);
        assertThat(channel.ids(1)).containsExactly("a0", "a1", "a2");
        assertThat(channel.ids(2)).containsExactly("b0", "b1", "b2", "b3");
    }

    @Test
    void aLargeRequestLiesInSeveralEnvelopesAndWaitsForAll() {
        var publisher = publisher(Duration.ZERO, 4, 128 << 10, 32, 1000, LONG);
        var confirm = publisher.publish(events("a", 10));
        await().until(() -> channel.sent.size() == 3);
        assertThat(channel.ids(0)).hasSize(4);
        assertThat(channel.ids(1)).hasSize(4);
        assertThat(channel.ids(2)).containsExactly("a8", "a9");
        channel.confirm(2);
        channel.confirm(0);
        assertThat(confirm).isNotDone();
        channel.confirm(1);
        assertThat(confirm).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void bytesBoundAnEnvelopeToo() {
        var publisher = publisher(Duration.ZERO, 1000, 1000, 32, 1000, LONG);
        publisher.publish(events("a", 10)); // 10 + 160 bytes each
        await().until(() -> channel.sent.size() == 2);
        assertThat(channel.ids(0)).hasSize(5);
        assertThat(channel.ids(1)).hasSize(5);
    }

    @Test
    void oneFailedPartFailsTheRequestAndItsNeighboursOfThatEnvelopeOnly() {
        var publisher = publisher(LONG, 4, 128 << 10, 32, 1000, LONG);
        publisher.publish(events("first", 1));
        await().until(() -> channel.sent.size() == 1);
        var large = publisher.publish(events("a", 6)); // 4 and 2
        var small = publisher.publish(events("b", 2)); // fills the second
        await().until(() -> channel.sent.size() == 3);
        channel.fail(1);
        channel.confirm(2);
        assertThat(small).succeedsWithin(Duration.ofSeconds(5));
        assertThat(large)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("refused");
    }

    @Test
    void moreThanMayWaitIsRefusedAtOnceAndLeavesNoTrace() {
        var publisher = publisher(LONG, 64, 128 << 10, 1, 10, LONG);
        var taken = publisher.publish(events("a", 10));
        assertThat(publisher.publish(events("b", 1)))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(OverloadedException.class);
        await().until(() -> channel.sent.size() == 1);
        channel.confirmAll();
        assertThat(taken).succeedsWithin(Duration.ofSeconds(5));
        await().until(() -> publisher.waitingEvents() == 0);
        publisher.publish(events("c", 10));
        await().until(() -> channel.sent.size() == 2);
    }

    @Test
    void aChannelThatNeverAnswersFailsTheRequestInTime() {
        var publisher = publisher(Duration.ZERO, 1, 128 << 10, 1, 10, Duration.ofMillis(100));
        assertThat(publisher.publish(events("a", 1)))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);
        await().until(() -> publisher.waitingEvents() == 0);
    }

    @Test
    void whatWaitedTooLongIsNotSentAnyMore() {
        var publisher = publisher(Duration.ZERO, 1, 128 << 10, 1, 10, Duration.ofMillis(100));
        publisher.publish(events("a", 1));
        await().until(() -> channel.sent.size() == 1);
        var late =
                List.of(
                        publisher.publish(events("b", 1)),
                        publisher.publish(events("c", 1)),
                        publisher.publish(events("d", 1)));
        late.forEach(it -> assertThat(it).failsWithin(Duration.ofSeconds(5)));
        await().until(() -> publisher.waitingEvents() == 0);
        assertThat(channel.sent.size()).isLessThan(4);
    }

    @Test
    void aChannelThatThrowsFailsTheRequestAndTheNextOneGoesOn() {
        channel.throwing = true;
        var publisher = publisher(Duration.ZERO, 64, 128 << 10, 32, 1000, LONG);
        assertThat(publisher.publish(events("a", 1))).failsWithin(Duration.ofSeconds(5));
        channel.throwing = false;
        publisher.publish(events("b", 1));
        await().until(() -> channel.sent.size() == 1);
    }

    @Test
    void everyRequestOfManyThreadsIsAnsweredOnceAndEveryEventIsSentOnce() throws Exception {
        channel.confirming = true;
        var publisher = publisher(Duration.ofMillis(1), 64, 128 << 10, 4, 100_000, LONG);
        var done = new AtomicInteger();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 64; client++) {
                String name = "c" + client + "-";
                clients.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        publisher
                                .publish(events(name + i + "-", 1 + i * 3 % 80))
                                .get(30, TimeUnit.SECONDS);
                        done.incrementAndGet();
                    }
                    return null;
                });
            }
        }
        assertThat(done).hasValue(64 * 50);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < channel.sent.size(); i++) {
            ids.addAll(channel.ids(i));
        }
        int expected = 64 * IntStream.range(0, 50).map(i -> 1 + i * 3 % 80).sum();
        assertThat(ids).hasSize(expected).doesNotHaveDuplicates();
        assertThat(publisher.waitingEvents()).isZero();
        assertThat(publisher.envelopes()).isEqualTo(channel.sent.size());
    }

    @Test
    void closingLetsOutWhatWaitsAndTakesNoMore() {
        channel.confirming = true;
        var publisher = publisher(LONG, 64, 128 << 10, 32, 1000, Duration.ofSeconds(3));
        var confirm = publisher.publish(events("a", 1));
        publisher.close();
        assertThat(confirm).succeedsWithin(Duration.ofSeconds(5));
        assertThat(publisher.publish(events("b", 1))).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void badSettingsAreRefusedByName() {
        assertThatThrownBy(() -> publisher(LONG, 0, 1, 1, 1, LONG))
                .hasMessageContaining("envelopeEvents");
        assertThatThrownBy(() -> publisher(Duration.ofMillis(-1), 1, 1, 1, 1, LONG))
                .hasMessageContaining("linger");
        assertThatThrownBy(() -> publisher(LONG, 1, 1, 1, 1, Duration.ZERO))
                .hasMessageContaining("timeout");
    }

    private GroupCommitPublisher publisher(
            Duration linger,
            int envelopeEvents,
            int envelopeBytes,
            int maxInFlight,
            int backlogEvents,
            Duration timeout) {
        var publisher =
                new GroupCommitPublisher(
                        channel,
                        new GroupCommitSettings(
                                linger,
                                envelopeEvents,
                                envelopeBytes,
                                maxInFlight,
                                backlogEvents,
                                64 << 20,
                                timeout));
        opened.add(publisher);
        return publisher;
    }

    private static List<CollectedEvent> events(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new CollectedEvent(
                                "shop",
                                name + i,
                                i,
                                Instant.EPOCH,
                                null,
                                Payload.of("{\"a\":1234}")))
                .toList();
    }

    /** Remembers what was sent, and confirms when told to. */
    private static final class FakeChannel implements EnvelopeChannel {

        final List<byte[]> sent = Collections.synchronizedList(new ArrayList<>());
        final List<CompletableFuture<Void>> confirms =
                Collections.synchronizedList(new ArrayList<>());
        volatile boolean confirming;
        volatile boolean throwing;

        @Override
        public CompletableFuture<Void> publish(byte[] envelope) {
            if (throwing) {
                throw new IllegalStateException("broken channel");
            }
            CompletableFuture<Void> confirm = new CompletableFuture<>();
            confirms.add(confirm);
            sent.add(envelope);
            if (confirming) {
                confirm.completeAsync(() -> null);
            }
            return confirm;
        }

        void confirm(int index) {
            confirms.get(index).complete(null);
        }

        void fail(int index) {
            confirms.get(index).completeExceptionally(new IllegalStateException("refused"));
        }

        void confirmAll() {
            confirming = true;
            List.copyOf(confirms).forEach(it -> it.complete(null));
        }

        List<String> ids(int index) {
            try {
                return CollectedEnvelope.decode(sent.get(index)).stream()
                        .map(CollectedEvent::id)
                        .toList();
            } catch (MalformedEnvelopeException e) {
                throw new AssertionError(e);
            }
        }
    }
}
