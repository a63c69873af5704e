package io.streamwheel.transport;

/**
 * One message from a queue.
 *
 * @param body the bytes; not to be changed
 * @param redelivered the broker has handed it out before
 */
public record Delivery(String queue, byte[] body, boolean redelivered) {}
