package io.streamwheel.analysis.interaction;

/**
 * What the store counts. At rest, and whatever was retried meanwhile:
 *
 * <pre>
 * handled = stored + duplicates + filtered + failed + redelivered
 * </pre>
 */
public interface StoreMetrics {

    /** Events of a batch that is over: each of them has its fate. */
    void handled(int events);

    /** Events that a transaction has decided on. */
    void written(WriteResult result);

    /** Events that went to the dead letters. */
    void failed(int events);
}
