package io.streamwheel.benchmarks.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamwheel.benchmarks.sample.ShopEvents;
import io.streamwheel.ingest.dialect.NativeDialect;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.BodyFormat;
import io.streamwheel.ingest.scan.Candidate;
import io.streamwheel.ingest.scan.RequestScanner;
import io.streamwheel.ingest.scan.ScanLimits;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the door does with a body before it publishes: UTF-8, JSON, limits, the fields that rules
 * look at, the rules. Events of about 450 bytes, alone, 50 in a list, and 50 in lines; the figures
 * are events. Another body each time, of {@value #BODIES}, so that the bytes are not in the
 * processor's first cache from the last time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ScanBenchmark {

    static final int EVENTS = 50;
    private static final int BODIES = 256;

    private final RequestScanner scanner = new RequestScanner(ScanLimits.defaults());
    private final NativeDialect json = new NativeDialect(scanner, BodyFormat.JSON);
    private final NativeDialect ndjson = new NativeDialect(scanner, BodyFormat.LINES);
    private Body[] single = new Body[0];
    private Body[] list = new Body[0];
    private Body[] lines = new Body[0];
    private int next;

    /** Makes the bodies. */
    @Setup
    public void make() {
        ShopEvents events = new ShopEvents(1);
        single = bodies(() -> events.next().json());
        list = bodies(() -> joined(events, ",", "[", "]"));
        lines = bodies(() -> joined(events, "\n", "", "\n"));
    }

    private static Body[] bodies(Supplier<String> body) {
        return Stream.generate(body)
                .limit(BODIES)
                .map(each -> Body.of(each.getBytes(UTF_8)))
                .toArray(Body[]::new);
    }

    private static String joined(ShopEvents events, String between, String begin, String end) {
        return Stream.generate(events::next)
                .limit(EVENTS)
                .map(ShopEvents.ShopEvent::json)
                .collect(Collectors.joining(between, begin, end));
    }

    @Benchmark
    public int single() {
        return accepted(json, single);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int list() {
        return accepted(json, list);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int lines() {
        return accepted(ndjson, lines);
    }

    private int accepted(NativeDialect dialect, Body[] bodies) {
        next = (next + 1) % BODIES;
        int accepted = 0;
        for (Candidate each : dialect.scan(bodies[next]).entries()) {
            if (!(each instanceof Candidate.Event event) || dialect.check(event.fields()) != null) {
                throw new IllegalStateException("an event was refused: " + each);
            }
            accepted += event.payload().size();
        }
        return accepted;
    }
}
