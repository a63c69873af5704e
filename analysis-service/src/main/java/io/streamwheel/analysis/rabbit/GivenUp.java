package io.streamwheel.analysis.rabbit;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.EventOrigin;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.NewerEnvelopeException;
import io.streamwheel.event.Payload;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transport.Delivery;
import java.time.Instant;
import java.util.List;

/**
 * Messages that the broker itself put among the dead letters, having delivered them too often. Each
 * event of an envelope becomes a failed event of the stage that did not bring it to its end, and
 * can be replayed as any other; a message that is no envelope is kept as one.
 */
final class GivenUp {

    static final String REASON = "dead-lettered";
    private static final String DETAIL = "The broker gave up delivering it.";

    private GivenUp() {}

    /**
     * @throws NewerEnvelopeException only a newer program can read it
     */
    static List<FailedEvent> failures(Delivery delivery, Instant now)
            throws NewerEnvelopeException {
        byte[] message = delivery.body();
        try {
            return CollectedEnvelope.decode(message).stream()
                    .map(event -> failure(event, now))
                    .toList();
        } catch (NewerEnvelopeException newer) {
            throw newer;
        } catch (MalformedEnvelopeException noSuchEnvelope) {
            return ofAnalysis(delivery, now);
        }
    }

    /** Whether {@link #failures} would do. */
    static boolean isReadable(byte[] message) {
        return EnrichedMessages.isReadable(message) && isReadableAsCollected(message);
    }

    private static boolean isReadableAsCollected(byte[] message) {
        try {
            CollectedEnvelope.decode(message);
            return true;
        } catch (NewerEnvelopeException newer) {
            return false;
        } catch (MalformedEnvelopeException other) {
            return true;
        }
    }

    private static List<FailedEvent> ofAnalysis(Delivery delivery, Instant now)
            throws NewerEnvelopeException {
        try {
            return EnrichedEnvelope.decode(delivery.body()).stream()
                    .map(result -> failure(result, now))
                    .toList();
        } catch (NewerEnvelopeException newer) {
            throw newer;
        } catch (MalformedEnvelopeException stranger) {
            return List.of(Strangers.deadLetter(delivery, now));
        }
    }

    private static FailedEvent failure(CollectedEvent event, Instant now) {
        return new FailedEvent(
                event.site(),
                event.id(),
                event.copyId(),
                Stage.TRANSFORM,
                REASON,
                DETAIL,
                event.receivedAt(),
                now,
                event.payload(),
                false,
                event.origin());
    }

    /** Of an event that transform had ended on purpose nothing is left to be sent again. */
    private static FailedEvent failure(TransformResult result, Instant now) {
        return new FailedEvent(
                result.site(),
                result.id(),
                result.copyId(),
                Stage.ANALYSIS,
                REASON,
                DETAIL,
                result.receivedAt(),
                now,
                result instanceof EnrichedEvent event ? event.payload() : Payload.of(""),
                false,
                result instanceof EnrichedEvent event
                        ? event.origin()
                        : EventOrigin.replayOf(result.replayOf()));
    }
}
