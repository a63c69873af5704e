package io.streamwheel.transform.pipeline;

/**
 * What the stage counts. Everything is counted after the broker has confirmed it, so a batch that
 * is tried again counts once, and between two batches the equations hold exactly:
 *
 * <pre>
 * messages = envelopes + strangers + parked
 * decoded  = enriched + duplicates + filtered + failed
 * </pre>
 *
 * A message that comes again after a crash counts again: these are counts of work. The totals of
 * events are the store's.
 */
public interface TransformMetrics {

    /** A batch went through and is safe. */
    void handled(BatchTally tally);

    /** A batch could not be published and will be tried again. */
    void retried();
}
