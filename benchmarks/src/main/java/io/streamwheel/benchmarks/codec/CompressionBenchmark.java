package io.streamwheel.benchmarks.codec;

import io.streamwheel.benchmarks.sample.ShopEvents;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Events of about 450 bytes into an envelope and out of it, plain and with zstd at level 1; the
 * figures are events. How many bytes an event is then, it prints before it begins.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(CompressionBenchmark.EVENTS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CompressionBenchmark {

    static final int EVENTS = 1_000;

    /** Events in an envelope. */
    @Param({"50", "200", "500"})
    public int envelope;

    @Param public Form form = Form.PLAIN;

    private final List<List<CollectedEvent>> events = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private Form.Codec codec = Form.PLAIN.codec();

    private record Message(byte[] bytes, int size) {}

    /** Makes events and messages. */
    @Setup
    public void make() {
        codec = form.codec();
        ShopEvents source = new ShopEvents(1);
        for (int made = 0; made < EVENTS; made += envelope) {
            List<CollectedEvent> each = source.collected(envelope);
            byte[] plain = CollectedEnvelope.encode(each);
            events.add(each);
            messages.add(new Message(codec.pack(plain), plain.length));
        }
        System.out.printf(
                "%s, %d events an envelope: %.0f bytes an event%n",
                form,
                envelope,
                messages.stream().mapToDouble(each -> each.bytes().length).sum() / EVENTS);
    }

    @Benchmark
    public void encode(Blackhole hole) {
        for (List<CollectedEvent> each : events) {
            hole.consume(codec.pack(CollectedEnvelope.encode(each)));
        }
    }

    @Benchmark
    public void decode(Blackhole hole) throws MalformedEnvelopeException {
        for (Message each : messages) {
            hole.consume(CollectedEnvelope.decode(codec.unpack(each.bytes(), each.size())));
        }
    }

    @TearDown
    public void close() {
        codec.close();
    }
}
