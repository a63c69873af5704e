package io.streamwheel.benchmarks.tune;

/**
 * What one value came to in one round.
 *
 * @param confirmed events a second at the door, in batches, as fast as it takes them
 * @param stored of these a second, from the first POST to the last committed row
 * @param cpuMicros of the service whose setting it is, for each of them
 * @param doorP50 of single events at a steady rate, from when each was due, in ms
 * @param doorP99 of the same
 * @param visibleP50 from a POST until the event is there for who asks, meanwhile, in ms
 * @param visibleP99 of the same
 */
record Turn(
        double confirmed,
        double stored,
        double cpuMicros,
        double doorP50,
        double doorP99,
        double visibleP50,
        double visibleP99) {}
