package io.streamwheel.benchmarks.serving;

import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.Latencies;
import java.util.Locale;

/**
 * One stretch of asking.
 *
 * @param analysis what that service used
 * @param machine what everybody used, whoever asked and strangers among them
 * @param stored events that were stored meanwhile
 * @param residentBytes of analysis, at the end
 */
record Part(
        Latencies latencies,
        double seconds,
        Cpu analysis,
        Cpu machine,
        long stored,
        long residentBytes) {

    private static final int MEBIBYTE = 1 << 20;

    String line() {
        return String.format(
                Locale.ROOT,
                "%.1f s, %s; cores: analysis %.2f, others %.2f; %,.0f events/s; %,d MiB",
                seconds,
                latencies.line(),
                analysis.seconds() / seconds,
                machine.minus(analysis).seconds() / seconds,
                stored / seconds,
                residentBytes / MEBIBYTE);
    }
}
