package io.streamwheel.benchmarks.flow;

import io.streamwheel.benchmarks.stack.Latencies;
import io.streamwheel.benchmarks.stack.Wrk.Load;

/**
 * What went in.
 *
 * @param confirmed events whose 202 was seen
 * @param underWay the most that may have been taken without an answer that anybody saw
 */
public record Posted(long confirmed, long underWay) {

    /** A load ends with a request under way on each connection. */
    public static Posted of(Load load, int connections, int batch) {
        return new Posted(
                (load.requests() - load.refused()) * batch, (connections + load.broken()) * batch);
    }

    /** Every request of an open loop is waited for. */
    public static Posted of(Latencies latencies, int batch) {
        return new Posted((long) latencies.nanos().length * batch, latencies.broken() * batch);
    }

    public Posted plus(Posted other) {
        return new Posted(confirmed + other.confirmed, underWay + other.underWay);
    }
}
