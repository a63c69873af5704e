package io.streamwheel.benchmarks.codec;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.Payload;
import io.streamwheel.event.TransformResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Events of 450 bytes in and out of an envelope of 64; the figures are events, not envelopes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(EnvelopeBenchmark.EVENTS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class EnvelopeBenchmark {

    static final int EVENTS = 64;
    private static final int BYTES = 450;
    private static final Instant AT = Instant.parse("2026-11-22T08:50:52.329Z");

    private final List<CollectedEvent> collected = new ArrayList<>();
    private final List<EnrichedEvent> enriched = new ArrayList<>();
    private final byte[] collectedMessage;
    private final byte[] enrichedMessage;

    public EnvelopeBenchmark() {
        for (int i = 0; i < EVENTS; i++) {
            String id = "5f0c8c0e-0000-4000-8000-%012d".formatted(i);
            Payload payload = Payload.of(event(id));
            collected.add(new CollectedEvent("demo", id, i, AT, AT, payload));
            enriched.add(
                    new EnrichedEvent(
                            "demo",
                            id,
                            i,
                            "view",
                            "u" + i,
                            "a-" + i,
                            AT,
                            AT,
                            AT,
                            "s-" + i,
                            null,
                            null,
                            List.of(new Interaction(0, "view", "p" + i, null)),
                            List.of(),
                            payload));
        }
        collectedMessage = CollectedEnvelope.encode(collected);
        enrichedMessage = EnrichedEnvelope.encode(enriched);
    }

    /** An ordinary page view, filled up to {@link #BYTES} with a referrer. */
    private static String event(String id) {
        String begin =
                """
                {"id":"%s","type":"view","userId":"u1","anonymousId":"a-77","itemId":"p1",\
                "timestamp":"2026-11-22T08:50:52.329Z","sessionId":"s-9","context":{\
                "url":"https://shop.example/p/1","userAgent":"Mozilla/5.0 (X11; Linux x86_64)",\
                "referrer":"https://search.example/\
                """
                        .formatted(id);
        String end = "\"},\"properties\":{}}";
        return begin + "x".repeat(BYTES - begin.length() - end.length()) + end;
    }

    @Benchmark
    public byte[] encodeCollected() {
        return CollectedEnvelope.encode(collected);
    }

    @Benchmark
    public List<CollectedEvent> decodeCollected() throws MalformedEnvelopeException {
        return CollectedEnvelope.decode(collectedMessage);
    }

    @Benchmark
    public byte[] encodeEnriched() {
        return EnrichedEnvelope.encode(enriched);
    }

    @Benchmark
    public List<TransformResult> decodeEnriched() throws MalformedEnvelopeException {
        return EnrichedEnvelope.decode(enrichedMessage);
    }
}
