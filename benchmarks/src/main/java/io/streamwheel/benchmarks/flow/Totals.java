package io.streamwheel.benchmarks.flow;

/** What became of all events, as {@code GET /v1/pipeline} counts them. */
public record Totals(long stored, long duplicates, long filtered, long failed) {

    public long decided() {
        return stored + duplicates + filtered + failed;
    }

    public Totals minus(Totals before) {
        return new Totals(
                stored - before.stored,
                duplicates - before.duplicates,
                filtered - before.filtered,
                failed - before.failed);
    }
}
