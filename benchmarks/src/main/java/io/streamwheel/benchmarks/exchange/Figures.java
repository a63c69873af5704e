package io.streamwheel.benchmarks.exchange;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a contender took.
 *
 * @param trainSeconds by the wall's clock
 * @param trainCpuSeconds of all threads of its process, what compiles and collects among them; on a
 *     machine that others use as well it says more
 * @param listSeconds of all lists together
 * @param peakBytes the most that its process had in memory (VmHWM of proc(5)), what it read its
 *     data with among it
 * @param words how it was set
 */
public record Figures(
        double trainSeconds,
        double trainCpuSeconds,
        double listSeconds,
        long peakBytes,
        String words) {

    private static final int KIBIBYTE = 1024;

    /** The most that this process has ever had in memory. */
    static long peakBytesOfThisProcess() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    * KIBIBYTE;
        }
    }

    /** What the threads of this process have used. */
    static double cpuSecondsOfThisProcess() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
                / 1e9;
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("trainSeconds", Double.toString(trainSeconds));
        properties.setProperty("trainCpuSeconds", Double.toString(trainCpuSeconds));
        properties.setProperty("listSeconds", Double.toString(listSeconds));
        properties.setProperty("peakBytes", Long.toString(peakBytes));
        properties.setProperty("words", words);
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    static Figures read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return new Figures(
                Double.parseDouble(property(properties, "trainSeconds")),
                Double.parseDouble(property(properties, "trainCpuSeconds")),
                Double.parseDouble(property(properties, "listSeconds")),
                Long.parseLong(property(properties, "peakBytes")),
                property(properties, "words"));
    }

    private static String property(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("the figures lack " + name);
        }
        return value;
    }
}
