package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator: on each connection the next request when the answer is there. */
public final class Wrk {

    private static final Pattern RESULT =
            Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");
    private static final Duration END = Duration.ofSeconds(60);

    private final Scratch scratch;
    private final String writeKey;
    private final int connections;
    private final int batch;

    /**
     * Knows what to post.
     *
     * @param batch events in each request
     */
    public Wrk(Scratch scratch, String writeKey, int connections, int batch) throws IOException {
        this.scratch = scratch;
        this.writeKey = writeKey;
        this.connections = connections;
        this.batch = batch;
        try (InputStream in = Wrk.class.getResourceAsStream("events.lua")) {
            if (in == null) {
                throw new IllegalStateException("events.lua is not on the class path");
            }
            Files.copy(in, scratch.directory().resolve("events.lua"));
        }
    }

    /**
     * What the clients saw.
     *
     * @param requests answered
     * @param refused answered with something else than 2xx
     * @param broken without an answer
     * @param cpu what the generator used
     */
    public record Load(
            long requests,
            double seconds,
            long refused,
            long broken,
            double medianMillis,
            double p99Millis,
            Cpu cpu) {

        public double rate() {
            return (requests - refused) / seconds;
        }
    }

    /**
     * Posts for so long.
     *
     * @param run the beginning of the events' ids
     */
    public Load post(URI door, String run, int seconds) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        "10s",
                        "-s",
                        "events.lua",
                        door.toString(),
                        "--",
                        run,
                        writeKey,
                        String.valueOf(batch));
        Cpu before = Cpu.ofEndedChildren();
        Child wrk;
        try {
            wrk = Child.start(scratch, "wrk", scratch.directory(), command, Map.of());
        } catch (IOException e) {
            throw new IllegalStateException("wrk is missing: apt-get install wrk", e);
        }
        wrk.finish(END.plusSeconds(seconds));
        Matcher result = RESULT.matcher(wrk.output());
        if (!result.find()) {
            throw new IllegalStateException("wrk says: " + wrk.output());
        }
        return new Load(
                Long.parseLong(result.group(1)),
                Long.parseLong(result.group(2)) / 1e6,
                Long.parseLong(result.group(3)),
                Long.parseLong(result.group(4)),
                Long.parseLong(result.group(5)) / 1e3,
                Long.parseLong(result.group(6)) / 1e3,
                Cpu.ofEndedChildren().minus(before));
    }
}
