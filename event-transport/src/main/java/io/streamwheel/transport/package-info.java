/**
 * How envelopes move between the services: publishing that is only over when the broker has
 * confirmed, and consuming that acknowledges last. On plain AMQP 0-9-1 channels, without Spring;
 * publishing and consuming never share a connection. And how both end in time.
 */
@NullMarked
package io.streamwheel.transport;

import org.jspecify.annotations.NullMarked;
