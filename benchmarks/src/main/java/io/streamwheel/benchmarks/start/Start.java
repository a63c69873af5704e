package io.streamwheel.benchmarks.start;

/**
 * One start.
 *
 * @param seconds from the start of the process until it answers that it is ready
 * @param cpuSeconds that it used until then
 * @param residentBytes a while later, with nothing to do
 */
record Start(double seconds, double cpuSeconds, long residentBytes) {}
