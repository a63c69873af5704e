package io.streamwheel.transform.pipeline;

import java.util.concurrent.CompletableFuture;

/** Sends one message to a queue; the future completes when the broker has confirmed it. */
@FunctionalInterface
public interface MessagePublisher {

    CompletableFuture<Void> publish(String queue, byte[] body);
}
