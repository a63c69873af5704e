package io.streamwheel.benchmarks.key;

/** What one round of inserts cost. */
record Round(double rowsPerSecond, double walBytesPerRow) {}
