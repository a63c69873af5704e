package io.streamwheel.ingest.collect;

import io.streamwheel.ingest.problem.RefusedException;

/** Bounds the events of one key. */
@FunctionalInterface
public interface KeyLimit {

    /**
     * Counts events that are about to be published.
     *
     * @throws RefusedException {@code TOO_MANY_REQUESTS}: too many came, and none of these is
     *     counted
     */
    void take(String key, int events);
}
