package io.streamwheel.analysis.pipeline;

/** How many events ended where; {@code accepted = stored + duplicates + filtered + failed}. */
public record Totals(long stored, long duplicates, long filtered, long failed) {

    public static final Totals NONE = new Totals(0, 0, 0, 0);

    Totals plus(Fate fate, long more) {
        return switch (fate) {
            case STORED -> new Totals(stored + more, duplicates, filtered, failed);
            case DUPLICATE -> new Totals(stored, duplicates + more, filtered, failed);
            case FILTERED -> new Totals(stored, duplicates, filtered + more, failed);
            case FAILED -> new Totals(stored, duplicates, filtered, failed + more);
        };
    }
}
