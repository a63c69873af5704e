package io.streamwheel.analysis.interaction;

import java.time.Instant;

/**
 * When an event happened, came and was written.
 *
 * @param occurredAt by the client's clock, corrected
 * @param receivedAt by the collector's
 * @param storedAt by the writer's
 */
public record EventTimes(Instant occurredAt, Instant receivedAt, Instant storedAt) {}
