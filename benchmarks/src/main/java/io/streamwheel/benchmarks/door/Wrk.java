package io.streamwheel.benchmarks.door;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator: one event in each request, the next when the answer is there. */
final class Wrk {

    private static final Pattern RESULT =
            Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    private final Path script;
    private final int connections;

    Wrk(Path parent, int connections) throws IOException {
        this.connections = connections;
        script = parent.resolve("events.lua");
        try (InputStream in = Wrk.class.getResourceAsStream("events.lua")) {
            if (in == null) {
                throw new IllegalStateException("events.lua is not on the class path");
            }
            Files.copy(in, script);
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
    record Load(
            long requests,
            double seconds,
            long refused,
            long broken,
            double medianMillis,
            double p99Millis,
            Cpu cpu) {

        double rate() {
            return (requests - refused) / seconds;
        }
    }

    /**
     * Posts for so long.
     *
     * @param run the beginning of the events' ids
     */
    Load post(String url, String run, int seconds) throws IOException, InterruptedException {
        Cpu before = Cpu.ofEndedChildren();
        Process process;
        try {
            process =
                    new ProcessBuilder(
                                    List.of(
                                            "wrk",
                                            "-t1",
                                            "-c" + connections,
                                            "-d" + seconds + "s",
                                            "--timeout",
                                            "10s",
                                            "-s",
                                            script.toString(),
                                            url,
                                            "--",
                                            run,
                                            Keys.WRITE_KEY))
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            throw new IllegalStateException("wrk is missing: apt-get install wrk", e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IllegalStateException("wrk says: " + output);
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
