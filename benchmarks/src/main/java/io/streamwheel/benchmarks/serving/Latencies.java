package io.streamwheel.benchmarks.serving;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long requests took from the moment at which they were due, whether or not they could be sent
 * then.
 *
 * @param nanos of each, shortest first
 * @param lateNanos how late each was sent, least first: what the machine and full connections did
 * @param refused answered with something else than 200
 * @param broken without an answer
 */
record Latencies(long[] nanos, long[] lateNanos, long refused, long broken) {

    private static final double NANOS_PER_MILLI = 1e6;

    static Latencies of(long[] nanos, long[] lateNanos, long refused, long broken) {
        long[] sorted = nanos.clone();
        long[] sortedLate = lateNanos.clone();
        Arrays.sort(sorted);
        Arrays.sort(sortedLate);
        return new Latencies(sorted, sortedLate, refused, broken);
    }

    /**
     * Milliseconds that so many of a hundred requests did not exceed.
     *
     * @param percentile above 0, at most 100
     */
    double millis(double percentile) {
        return at(nanos, percentile);
    }

    private static double at(long[] sorted, double percentile) {
        if (sorted.length == 0) {
            throw new IllegalStateException("no request, no latency");
        }
        int rank = (int) Math.ceil(sorted.length * percentile / 100);
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%,d requests: p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms (sent late: p99 %.1f)",
                nanos.length,
                millis(50),
                millis(99),
                millis(99.9),
                millis(100),
                at(lateNanos, 99));
    }
}
