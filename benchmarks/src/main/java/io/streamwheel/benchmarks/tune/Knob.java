package io.streamwheel.benchmarks.tune;

import io.streamwheel.benchmarks.stack.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A setting that an operator may touch, by the names of {@code --only}, with the values that are
 * tried. Where two properties hang together they are one setting, and a value has both: {@code
 * 32/64}.
 */
enum Knob {
    LINGER(
            Service.INGEST,
            List.of("streamwheel.ingest.publish.linger"),
            "1ms",
            List.of("0ms", "1ms", "2ms", "5ms", "20ms")),
    ENVELOPE_EVENTS(
            Service.INGEST,
            List.of("streamwheel.ingest.publish.envelope-events"),
            "64",
            List.of("8", "16", "64", "128", "256")),
    ENVELOPE_SIZE(
            Service.INGEST,
            List.of("streamwheel.ingest.publish.envelope-size"),
            "128KB",
            List.of("4KB", "8KB", "16KB", "128KB", "512KB")),
    TRANSFORM_BATCH(
            Service.TRANSFORM,
            List.of("streamwheel.transform.batch-size", "streamwheel.transform.prefetch"),
            "32/64",
            List.of("4/8", "8/16", "16/32", "32/64", "64/128", "128/256")),
    TRANSFORM_WAIT(
            Service.TRANSFORM,
            List.of("streamwheel.transform.max-wait"),
            "10ms",
            List.of("0ms", "5ms", "10ms", "25ms", "100ms")),
    TRANSFORM_LANES(
            Service.TRANSFORM,
            List.of("streamwheel.transform.concurrency"),
            "2",
            List.of("1", "2", "3", "4", "8")),
    STORE_BATCH(
            Service.ANALYSIS,
            List.of(
                    "streamwheel.analysis.store.batch-messages",
                    "streamwheel.analysis.store.prefetch"),
            "32/32",
            List.of("4/4", "8/8", "16/16", "32/32", "64/64", "128/128")),
    STORE_SIZE(
            Service.ANALYSIS,
            List.of("streamwheel.analysis.store.batch-size"),
            "1MB",
            List.of("64KB", "256KB", "512KB", "1MB", "2MB", "4MB")),
    STORE_WAIT(
            Service.ANALYSIS,
            List.of("streamwheel.analysis.store.max-wait"),
            "25ms",
            List.of("0ms", "10ms", "25ms", "50ms", "200ms")),
    WRITERS(
            Service.ANALYSIS,
            List.of("streamwheel.analysis.store.concurrency"),
            "2",
            List.of("1", "2", "3", "4", "6")),
    POOL(
            Service.ANALYSIS,
            List.of("spring.datasource.hikari.maximum-pool-size"),
            "12",
            List.of("4", "6", "12", "16", "24"));

    private static final String BOTH = "/";

    private final Service service;
    private final List<String> properties;
    private final String usual;
    private final List<String> values;

    Knob(Service service, List<String> properties, String usual, List<String> values) {
        this.service = service;
        this.properties = properties;
        this.usual = usual;
        this.values = values;
    }

    static Knob named(String name) {
        return Arrays.stream(values())
                .filter(knob -> knob.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "--only must be among " + Arrays.toString(values()) + ": " + name));
    }

    /** Whose it is. */
    Service service() {
        return service;
    }

    List<String> properties() {
        return properties;
    }

    /** The default. */
    String usual() {
        return usual;
    }

    /** What is tried, least first; the default is among them. */
    List<String> tried() {
        return values;
    }

    /**
     * The same to and fro, so that what drifts meanwhile meets all values alike.
     *
     * @param round from 1
     */
    List<String> tried(int round) {
        return round % 2 == 1 ? values : values.reversed();
    }

    /** For the JVM of the service. */
    String options(String value) {
        String[] parts = value.split(BOTH);
        List<String> options = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            options.add("-D" + properties.get(i) + "=" + parts[i]);
        }
        return String.join(" ", options);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
