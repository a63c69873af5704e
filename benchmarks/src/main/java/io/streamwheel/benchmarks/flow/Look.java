package io.streamwheel.benchmarks.flow;

import io.streamwheel.benchmarks.stack.Service;
import java.util.Map;

/**
 * The pipeline at one moment.
 *
 * @param seconds since the first POST, or since the stages were ready
 * @param collected messages that wait in the first queue
 * @param enriched messages that wait in the second
 * @param resident bytes of memory of each service
 */
public record Look(
        double seconds,
        Totals totals,
        long collected,
        long enriched,
        Map<Service, Long> resident) {}
