package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RabbitMQ's own PerfTest on the broker of a measurement: one producer with at most 1,000 messages
 * that are not confirmed, one consumer, a quorum queue.
 */
public final class PerfTest {

    private static final String NAME = "perftest";
    private static final String ARGUMENTS =
            "--quorum-queue --queue-args x-expires=60000 --flag persistent --size 500 --confirm 1000"
                    + " --qos 1000 --multi-ack-every 100 --producers 1 --consumers 1";
    private static final Pattern SENT = Pattern.compile("sending rate avg: (\\d+)");
    private static final Pattern RECEIVED = Pattern.compile("receiving rate avg: (\\d+)");
    private static final Pattern CONFIRM =
            Pattern.compile("confirm latency\\D*\\d+/\\d+/\\d+/\\d+/(\\d+)");
    private static final double MICROS = 1e3;
    private static final Duration END = Duration.ofSeconds(60);

    private final Scratch scratch;
    private final PrivateBroker broker;
    private final Path jar;
    private int runs;

    private PerfTest(Scratch scratch, PrivateBroker broker, Path jar) {
        this.scratch = scratch;
        this.broker = broker;
        this.jar = jar;
    }

    /** Has it, built where that is needed. */
    public static PerfTest on(PrivateBroker broker, Peers peers, Scratch scratch)
            throws IOException, InterruptedException {
        String fault = peers.prepare(NAME);
        if (!fault.isEmpty()) {
            throw new IllegalStateException("PerfTest " + fault);
        }
        return new PerfTest(scratch, broker, peers.jar(NAME).toAbsolutePath());
    }

    /**
     * What it says.
     *
     * @param confirmed messages a second
     * @param consumed messages a second
     * @param p99Millis of the confirms, the median of the seconds
     */
    public record Result(double confirmed, double consumed, double p99Millis) {}

    /** As fast as it can, for so long. */
    public Result run(int seconds) throws IOException, InterruptedException {
        return run(seconds, List.of());
    }

    /** So many messages in each second. */
    public Result run(int seconds, int rate) throws IOException, InterruptedException {
        return run(seconds, List.of("--rate", String.valueOf(rate)));
    }

    private Result run(int seconds, List<String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Application.java(), "-jar", jar.toString()));
        command.addAll(List.of("--uri", broker.uri().toString(), "--queue", NAME + runs++));
        command.addAll(List.of(ARGUMENTS.split(" ")));
        command.addAll(List.of("--time", String.valueOf(seconds)));
        command.addAll(more);
        Child child = Child.start(scratch, NAME, scratch.directory(), command, Map.of());
        child.finish(END.plusSeconds(seconds));
        return parse(child.output());
    }

    static Result parse(String output) {
        double[] p99 =
                CONFIRM.matcher(output)
                        .results()
                        .mapToDouble(found -> Double.parseDouble(found.group(1)) / MICROS)
                        .sorted()
                        .toArray();
        if (p99.length == 0) {
            throw new IllegalStateException("PerfTest tells no latency: " + output);
        }
        double median = Arrays.stream(p99).skip(p99.length / 2).findFirst().orElseThrow();
        return new Result(number(SENT, output), number(RECEIVED, output), median);
    }

    private static double number(Pattern pattern, String output) {
        Matcher found = pattern.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException("PerfTest says: " + output);
        }
        return Double.parseDouble(found.group(1));
    }
}
