/**
 * What crosses the wire between the services: the messages, their codecs and the names of the
 * queues.
 *
 * <p>{@code events.collected} carries {@link io.streamwheel.event.CollectedEvent}s, {@code
 * events.enriched} carries {@link io.streamwheel.event.TransformResult}s and {@code events.failed}
 * carries {@link io.streamwheel.event.FailedEvent}s. One AMQP message is an envelope of many of
 * them, because the broker's cost is per message and per fsync.
 *
 * <p>A failed event can be sent through again. It then carries its number in {@code replayOf}, from
 * queue to queue, see {@link io.streamwheel.event.EventOrigin}; readers that do not know that
 * member pass it over.
 */
@NullMarked
package io.streamwheel.event;

import org.jspecify.annotations.NullMarked;
