package io.streamwheel.ingest.publish;

import java.util.concurrent.CompletableFuture;

/** Where envelopes go. */
@FunctionalInterface
public interface EnvelopeChannel {

    /**
     * Sends one envelope, without blocking.
     *
     * @return completes when it is safe, exceptionally when that is not known
     */
    CompletableFuture<Void> publish(byte[] envelope);
}
