package io.streamwheel.benchmarks.report;

import io.streamwheel.benchmarks.flow.Ledger;
import io.streamwheel.benchmarks.flow.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where it was measured.
 *
 * @param words in a sentence
 * @param servers with their versions
 */
public record Machine(String words, String servers) {

    private static final double GIBIBYTE_OF_KIBIBYTES = 1 << 20;

    /**
     * This one.
     *
     * @param pipeline what runs on it
     * @param load of the minute before anything of ours began
     */
    public static Machine of(Pipeline pipeline, String load) throws Exception {
        return new Machine(
                String.format(
                        Locale.ROOT,
                        "%d cores (%s), %.0f GiB of memory, %s %s, Java %s (%s), load of the minute before %s",
                        Runtime.getRuntime().availableProcessors(),
                        after("/proc/cpuinfo", "model name"),
                        Long.parseLong(after("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                                / GIBIBYTE_OF_KIBIBYTES,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor"),
                        load),
                pipeline.broker().version() + ", " + new Ledger(pipeline.database()).version());
    }

    /** Processes that ran or waited to run in the last minute, in the mean. */
    public static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    /** What follows a name and a colon in the first line that begins with that name. */
    private static String after(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
