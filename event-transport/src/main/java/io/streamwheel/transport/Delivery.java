package io.streamwheel.transport;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message from a queue.
 *
 * @param body the bytes; not to be changed
 * @param redelivered the broker has handed it out before
 * @param publishedAt by the publisher's clock, to the second; {@code null} when it did not say
 */
public record Delivery(
        String queue, byte[] body, boolean redelivered, @Nullable Instant publishedAt) {

    /** Of a publisher that did not say when. */
    public Delivery(String queue, byte[] body, boolean redelivered) {
        this(queue, body, redelivered, null);
    }
}
