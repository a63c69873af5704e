package io.streamwheel.transform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.NthCall;
import io.streamwheel.transform.deduplication.DuplicateSieve;
import io.streamwheel.transform.dialect.EventDecoder;
import io.streamwheel.transform.dialect.EventNames;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import io.streamwheel.transport.Delivery;
import io.streamwheel.transport.PublishFailedException;
import io.streamwheel.transport.PublishFailedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Whatever publication goes wrong, and however: the batch comes again, and at the end each accepted
 * event has one fate.
 */
class EveryPublicationFailsOnceTest {

    private static final int BATCHES = 45;
    private static final int ENVELOPES = 3;
    private static final int EVENTS = 10;
    private static final int ACCEPTED = BATCHES * ENVELOPES * EVENTS;

    /** One in ten is bad, and one in ten a second copy of the one before it. */
    private static final int BAD = ACCEPTED / 10;

    private static final int IDS = ACCEPTED - 2 * BAD;

    /** More publications than this has the load, so as many fail in turn. */
    private static final int LEAST_CALLS = 200;

    enum Failure {
        THROWN_BEFORE,
        THROWN_AFTER,
        REFUSED,
        SENT_AND_REFUSED,
        /** The time-out of the publisher, which has sent it. */
        NEVER_CONFIRMED
    }

    /** Each run has bad events, and there are thousands of runs. */
    @BeforeAll
    static void noLinesOfDeadLetters() {
        logger().setLevel(Level.ERROR);
    }

    @AfterAll
    static void linesAgain() {
        logger().setLevel(null);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(TransformPipeline.class);
    }

    @ParameterizedTest
    @EnumSource
    void aBatchIsTriedAgain(Failure failure) throws Exception {
        int failed = failEachInTurn(failure, false);
        assertThat(failed).isGreaterThanOrEqualTo(LEAST_CALLS);
    }

    @ParameterizedTest
    @EnumSource
    void aProcessDiesAndAnotherThatKnowsNothingTriesAgain(Failure failure) throws Exception {
        int failed = failEachInTurn(failure, true);
        assertThat(failed).isGreaterThanOrEqualTo(LEAST_CALLS);
    }

    @Test
    void everythingDeliveredTwiceInAnyOrderAndCompanyGivesTheSame() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            List<Delivery> messages =
                    new ArrayList<>(load().stream().flatMap(List::stream).toList());
            messages.addAll(List.copyOf(messages));
            Collections.shuffle(messages, new Random(seed));
            RecordingPublisher sink = new RecordingPublisher();
            TransformPipeline pipeline = pipeline(sink);
            for (int from = 0; from < messages.size(); from += 7) {
                pipeline.handle(messages.subList(from, Math.min(from + 7, messages.size())));
            }
            ModelStore.of(sink).assertIdentity(ACCEPTED, IDS, BAD);
        }
    }

    /** Until a run in which nothing failed, because there were fewer publications. */
    private static int failEachInTurn(Failure failure, boolean dies) throws Exception {
        for (int n = 1; ; n++) {
            NthCall nth = new NthCall(n);
            RecordingPublisher sink = new RecordingPublisher();
            Supplier<TransformPipeline> make = () -> pipeline(failing(sink, nth, failure));
            TransformPipeline pipeline = make.get();
            for (List<Delivery> batch : load()) {
                while (!handled(pipeline, batch)) {
                    pipeline = dies ? make.get() : pipeline;
                }
            }
            ModelStore.of(sink).assertIdentity(ACCEPTED, IDS, BAD);
            if (!nth.came()) {
                return n - 1;
            }
        }
    }

    private static boolean handled(TransformPipeline pipeline, List<Delivery> batch)
            throws Exception {
        try {
            pipeline.handle(batch);
            return true;
        } catch (PublishFailedException | IllegalStateException e) {
            return false;
        }
    }

    private static MessagePublisher failing(RecordingPublisher sink, NthCall nth, Failure failure) {
        return (queue, body) -> {
            if (!nth.isNow()) {
                return sink.publish(queue, body);
            }
            return switch (failure) {
                case THROWN_BEFORE -> throw new IllegalStateException("broken");
                case THROWN_AFTER -> {
                    var _ = sink.publish(queue, body);
                    throw new IllegalStateException("broken");
                }
                case REFUSED -> failed(Reason.NACKED);
                case SENT_AND_REFUSED -> {
                    var _ = sink.publish(queue, body);
                    yield failed(Reason.NACKED);
                }
                case NEVER_CONFIRMED -> {
                    var _ = sink.publish(queue, body);
                    yield failed(Reason.TIMED_OUT);
                }
            };
        };
    }

    private static CompletableFuture<Void> failed(Reason reason) {
        return CompletableFuture.failedFuture(new PublishFailedException(reason, "says the test"));
    }

    private static TransformPipeline pipeline(MessagePublisher to) {
        return new TransformPipeline(
                new EventDecoder(EventNames.standard()),
                new DuplicateSieve(2_000, Duration.ofHours(24), Clock.systemUTC()),
                to,
                new EnvelopeLimits(8, 64 << 10),
                TransformMetricsOfNobody.INSTANCE,
                new Circuit(Queues.COLLECTED, CircuitSettings.defaults(), Clock.systemUTC()),
                _ -> {},
                Clock.systemUTC());
    }

    private static List<List<Delivery>> load() {
        List<List<Delivery>> batches = new ArrayList<>();
        int copy = 0;
        for (int b = 0; b < BATCHES; b++) {
            List<Delivery> batch = new ArrayList<>();
            for (int m = 0; m < ENVELOPES; m++) {
                List<CollectedEvent> events = new ArrayList<>();
                for (int e = 0; e < EVENTS; e++) {
                    events.add(event(++copy));
                }
                batch.add(new Delivery(Queues.COLLECTED, CollectedEnvelope.encode(events), false));
            }
            batches.add(batch);
        }
        return batches;
    }

    private static CollectedEvent event(int copy) {
        String id = "e" + (copy % 10 == 7 ? copy - 1 : copy);
        String json =
                copy % 10 == 3
                        ? "{\"type\":\"view\"}"
                        : "{\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\"}";
        return new CollectedEvent(
                "demo", id, copy, Instant.parse("2026-11-22T09:00:00Z"), null, Payload.of(json));
    }

    private enum TransformMetricsOfNobody implements TransformMetrics {
        INSTANCE;

        @Override
        public void handled(BatchTally tally) {
            assertThat(tally.messages()).isPositive();
        }

        @Override
        public void retried() {
            // Nobody counts.
        }
    }
}
