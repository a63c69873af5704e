package io.streamwheel.benchmarks.backlog;

/** What became of all events, as {@code GET /v1/pipeline} counts them. */
record Totals(long stored, long duplicates, long filtered, long failed) {

    long decided() {
        return stored + duplicates + filtered + failed;
    }

    Totals minus(Totals before) {
        return new Totals(
                stored - before.stored,
                duplicates - before.duplicates,
                filtered - before.filtered,
                failed - before.failed);
    }
}
