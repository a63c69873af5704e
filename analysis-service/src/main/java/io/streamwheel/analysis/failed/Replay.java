package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.failed.ReplayRefusedException.Reason;
import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.Payload;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a failed event the collected event that it once was: the same site, id, copy and time of
 * receipt, so that it occurred when it occurred.
 */
final class Replay {

    private Replay() {}

    /**
     * With an edited payload, or with its own bytes.
     *
     * @throws ReplayRefusedException why it cannot be
     */
    static CollectedEvent of(FailedEventWhole failed, byte @Nullable [] edited) {
        FailedEventRow row = failed.row();
        String site = failed.site();
        String eventId = row.eventId();
        if (row.isDiscarded()) {
            throw new ReplayRefusedException(Reason.DISCARDED);
        }
        if (site == null || eventId == null) {
            throw new ReplayRefusedException(Reason.NO_EVENT);
        }
        Dialect dialect = failed.dialect();
        if (dialect == null) {
            throw new ReplayRefusedException(Reason.UNKNOWN_DIALECT);
        }
        if (edited == null && failed.cut()) {
            throw new ReplayRefusedException(Reason.CUT);
        }
        if (edited == null && row.payload().length == 0) {
            throw new ReplayRefusedException(Reason.EMPTY);
        }
        byte[] shared = failed.shared();
        CollectedEvent event =
                new CollectedEvent(
                        site,
                        eventId,
                        failed.copyId(),
                        row.receivedAt(),
                        failed.sentAt(),
                        dialect,
                        shared == null ? null : Payload.of(shared),
                        Payload.of(edited == null ? row.payload() : edited),
                        row.id());
        if (!fitsAnEnvelope(event)) {
            throw new ReplayRefusedException(Reason.NOT_JSON);
        }
        return event;
    }

    /** Why it cannot be sent with its own bytes; empty when it can. */
    static Optional<Reason> refusal(FailedEventWhole failed) {
        try {
            CollectedEvent _ = of(failed, null);
            return Optional.empty();
        } catch (ReplayRefusedException refused) {
            return Optional.of(refused.reason());
        }
    }

    /**
     * An envelope takes payloads as they are. Bytes that are not one JSON value would break it for
     * its other events, or would make events of their own in it, of whatever site.
     */
    private static boolean fitsAnEnvelope(CollectedEvent event) {
        try {
            List<CollectedEvent> back =
                    CollectedEnvelope.decode(CollectedEnvelope.encode(List.of(event)));
            return back.size() == 1
                    && back.getFirst().payload().equals(event.payload())
                    && event.origin().equals(back.getFirst().origin());
        } catch (MalformedEnvelopeException broken) {
            return false;
        }
    }
}
