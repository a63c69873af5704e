package io.streamwheel.analysis.rabbit;

import io.streamwheel.analysis.failed.AnalysisFailure;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.Payload;
import io.streamwheel.transport.Delivery;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Makes one failed event of a whole message that cannot be read, its bytes untouched. */
final class Strangers {

    /**
     * The random numbers of strangers' messages, for as long as a batch is in hand: when it is
     * tried again, they are the same dead letters. (A delivery equals another when its bytes are
     * the same array.)
     */
    private static final Map<Delivery, Long> COPY_IDS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Strangers() {}

    /** Of a message that should have been an envelope. */
    static FailedEvent message(Delivery delivery, Instant now) {
        AnalysisFailure reason = AnalysisFailure.NOT_AN_ENVELOPE;
        return failure(delivery, Stage.ANALYSIS, reason.slug(), reason.detail(), now);
    }

    /** Of a message that the broker put among the dead letters, having delivered it too often. */
    static FailedEvent deadLetter(Delivery delivery, Instant now) {
        return failure(
                delivery,
                Stage.TRANSFORM,
                GivenUp.REASON,
                "The message came here without saying why.",
                now);
    }

    private static FailedEvent failure(
            Delivery delivery, Stage stage, String reason, String detail, Instant now) {
        return new FailedEvent(
                null,
                null,
                copyId(delivery),
                stage,
                reason,
                detail,
                now,
                now,
                Payload.of(delivery.body()));
    }

    private static long copyId(Delivery delivery) {
        return COPY_IDS.computeIfAbsent(delivery, any -> ThreadLocalRandom.current().nextLong());
    }
}
