package io.streamwheel.benchmarks.stage;

import io.streamwheel.benchmarks.sample.ShopEvents;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Queues;
import io.streamwheel.transform.deduplication.DuplicateSieve;
import io.streamwheel.transform.dialect.DecodedEvent;
import io.streamwheel.transform.dialect.EventDecoder;
import io.streamwheel.transform.dialect.EventNames;
import io.streamwheel.transform.enrichment.EventMapper;
import io.streamwheel.transform.failed.UnusableEventException;
import io.streamwheel.transform.pipeline.BatchTally;
import io.streamwheel.transform.pipeline.EnvelopeLimits;
import io.streamwheel.transform.pipeline.TransformMetrics;
import io.streamwheel.transform.pipeline.TransformPipeline;
import io.streamwheel.transform.validation.EventRules;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import io.streamwheel.transport.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What transform does with an envelope of 64 events of about 450 bytes: {@code stage} is all of it,
 * from the bytes of the message to those of the next one, with the sieve and a broker that confirms
 * at once; {@code map} is the middle alone: decode, check and map events that are out of their
 * envelope. The figures are events. Another envelope each time, of {@value #ENVELOPES}; one that
 * comes again is a redelivery to the sieve, which looks it up and lets it through.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(MapperBenchmark.EVENTS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Dlogback.configurationFile=benchmarks-logback.xml")
public class MapperBenchmark {

    static final int EVENTS = 64;
    private static final int ENVELOPES = 1 << 10;
    private static final int SIEVE = 500_000;

    private final EventDecoder decoder = new EventDecoder(EventNames.standard());
    private final List<List<CollectedEvent>> events = new ArrayList<>();
    private final List<List<Delivery>> deliveries = new ArrayList<>();
    private final Counted counted = new Counted();
    private final TransformPipeline pipeline;
    private int next;

    public MapperBenchmark() {
        ShopEvents source = new ShopEvents(1);
        for (int i = 0; i < ENVELOPES; i++) {
            List<CollectedEvent> envelope = source.collected(EVENTS);
            events.add(envelope);
            deliveries.add(
                    List.of(
                            new Delivery(
                                    Queues.COLLECTED, CollectedEnvelope.encode(envelope), false)));
        }
        Clock clock = Clock.systemUTC();
        pipeline =
                new TransformPipeline(
                        decoder,
                        new DuplicateSieve(SIEVE, Duration.ofHours(24), clock),
                        (_, _) -> CompletableFuture.allOf(),
                        new EnvelopeLimits(500, 512 << 10),
                        counted,
                        new Circuit(Queues.COLLECTED, CircuitSettings.defaults(), clock),
                        _ -> {},
                        clock);
    }

    private int another() {
        next = (next + 1) % ENVELOPES;
        return next;
    }

    @Benchmark
    public int stage() throws Exception {
        pipeline.handle(deliveries.get(another()));
        if (counted.enriched != EVENTS) {
            throw new IllegalStateException("not all were enriched: " + counted.enriched);
        }
        return counted.enriched;
    }

    @Benchmark
    public void map(Blackhole hole) throws UnusableEventException {
        for (CollectedEvent each : events.get(another())) {
            hole.consume(map(each));
        }
    }

    private EnrichedEvent map(CollectedEvent collected) throws UnusableEventException {
        DecodedEvent event = decoder.decode(collected);
        EventRules.check(collected, event);
        return EventMapper.map(collected, event);
    }

    /** What became of the last batch. */
    private static final class Counted implements TransformMetrics {

        private int enriched;

        @Override
        public void handled(BatchTally tally) {
            enriched = tally.enriched();
        }

        @Override
        public void retried() {}
    }
}
