package io.streamwheel.benchmarks.stack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * How long requests took from the moment at which they were due, whether or not they could be sent
 * then.
 *
 * @param nanos of each that was answered well, shortest first
 * @param tookNanos from the moment at which they were sent, of those that were answered while
 *     others were still sent
 * @param lateNanos how late each was sent, least first: what the machine and full connections did
 * @param refusals answered with something else than 2xx: how many by status
 * @param broken without an answer
 */
public record Latencies(
        long[] nanos,
        long[] tookNanos,
        long[] lateNanos,
        Map<Integer, Long> refusals,
        long broken) {

    private static final double NANOS_PER_MILLI = 1e6;

    public static Latencies of(
            long[] nanos,
            long[] tookNanos,
            long[] lateNanos,
            Map<Integer, Long> refusals,
            long broken) {
        return new Latencies(
                sorted(nanos), sorted(tookNanos), sorted(lateNanos), Map.copyOf(refusals), broken);
    }

    private static long[] sorted(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    public long refused() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Milliseconds that so many of a hundred requests did not exceed.
     *
     * @param percentile above 0, at most 100
     */
    public double millis(double percentile) {
        return at(nanos, percentile);
    }

    /** The same from when they were sent: what the service took, whatever had been due before. */
    public double tookMillis(double percentile) {
        return at(tookNanos, percentile);
    }

    private static double at(long[] sorted, double percentile) {
        if (sorted.length == 0) {
            throw new IllegalStateException("no request, no latency");
        }
        int rank = (int) Math.ceil(sorted.length * percentile / 100);
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }

    public String line() {
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
