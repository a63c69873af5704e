package io.streamwheel.benchmarks.compare;

import java.util.Arrays;
import java.util.Locale;

/** What can be measured by itself, in the order of a round, by the names of {@code --rows}. */
enum Row {
    PERFTEST,
    EVENTS,
    SINGLE,
    LATENCY,
    VISIBLE,
    OVERLOAD,
    STORE,
    LISTS,
    PGBENCH,
    STARTS,
    GROWTH;

    static Row named(String name) {
        return Arrays.stream(values())
                .filter(row -> row.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "--rows must be among " + Arrays.toString(values()) + ": " + name));
    }

    /** Has no turn in the rounds. */
    boolean isAfterAll() {
        return this == STARTS || this == GROWTH;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
