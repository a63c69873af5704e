package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator: on each connection the next request when the answer is there. */
public final class Wrk {

    private static final Pattern RESULT =
            Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");
    private static final Duration END = Duration.ofSeconds(60);

    private final Scratch scratch;
    private final String script;
    private final String key;
    private final int connections;
    private final int number;

    private Wrk(Scratch scratch, String script, String key, int connections, int number)
            throws IOException {
        this.scratch = scratch;
        this.script = script;
        this.key = key;
        this.connections = connections;
        this.number = number;
        Path file = scratch.directory().resolve(script);
        if (!Files.exists(file)) {
            Files.writeString(file, text(script) + text("result.lua"));
        }
    }

    /**
     * One that posts events.
     *
     * @param batch events in each request
     */
    public static Wrk posting(Scratch scratch, String writeKey, int connections, int batch)
            throws IOException {
        return new Wrk(scratch, "events.lua", writeKey, connections, batch);
    }

    /**
     * One that asks for what visitors get.
     *
     * @param visitors how many there are, from 0
     */
    public static Wrk asking(Scratch scratch, String key, int connections, int visitors)
            throws IOException {
        return new Wrk(scratch, "lists.lua", key, connections, visitors);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Wrk.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * What the clients saw.
     *
     * @param requests answered
     * @param refused answered with something else than 2xx
     * @param broken without an answer
     * @param bytes of an event, the mean; 0 where none were posted
     * @param cpu what the generator used
     */
    public record Load(
            long requests,
            double seconds,
            long refused,
            long broken,
            double medianMillis,
            double p99Millis,
            long bytes,
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
        return run(door, run, seconds);
    }

    /**
     * Asks for so long.
     *
     * @param path {@code USER} in it becomes the number of a visitor
     */
    public Load ask(URI server, String path, int seconds) throws IOException, InterruptedException {
        return run(server, path, seconds);
    }

    private Load run(URI uri, String what, int seconds) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s"));
        command.addAll(List.of("--timeout", "10s", "-s", script, uri.toString(), "--"));
        command.addAll(List.of(what, key, String.valueOf(number)));
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
                Long.parseLong(result.group(7)),
                Cpu.ofEndedChildren().minus(before));
    }
}
