package io.streamwheel.analysis.interaction;

/**
 * What became of a batch: {@code handled = stored + duplicates + filtered + redelivered}.
 *
 * @param duplicates copies of events that were known
 * @param redelivered copies that were counted before
 */
public record WriteResult(int stored, int duplicates, int filtered, int redelivered) {

    static final WriteResult NONE = new WriteResult(0, 0, 0, 0);

    WriteResult plus(WriteResult other) {
        return new WriteResult(
                stored + other.stored,
                duplicates + other.duplicates,
                filtered + other.filtered,
                redelivered + other.redelivered);
    }
}
