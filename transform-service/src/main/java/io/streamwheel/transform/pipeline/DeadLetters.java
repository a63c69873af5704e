package io.streamwheel.transform.pipeline;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.EventOrigin;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.Payload;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.validation.StorableText;
import io.streamwheel.transport.Delivery;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Writes down what cannot be used: where, why, and the original bytes. */
final class DeadLetters {

    /**
     * More bytes than this are cut, and the detail says so: a message that the broker or the reader
     * of the dead letters refuses for its size would come again for ever. No event is as large.
     */
    static final int MOST_BYTES = 8 << 20;

    private final Clock clock;

    /**
     * The random numbers of strangers' messages, for as long as a batch is in hand: when it is
     * tried again, they are the same dead letters. (A delivery equals another when its bytes are
     * the same array.)
     */
    private final Map<Delivery, Long> strangerIds =
            Collections.synchronizedMap(new WeakHashMap<>());

    DeadLetters(Clock clock) {
        this.clock = clock;
    }

    /** An event in a good envelope. */
    FailedEvent event(CollectedEvent event, FailureReason reason, String detail) {
        return write(
                storable(event.site()),
                storable(event.id()),
                event.copyId(),
                reason,
                detail,
                event.receivedAt(),
                event.payload(),
                event.origin());
    }

    /** A message that is no envelope. */
    FailedEvent stranger(Delivery delivery, FailureReason reason, String detail) {
        long copyId =
                strangerIds.computeIfAbsent(
                        delivery, any -> ThreadLocalRandom.current().nextLong());
        return write(
                null,
                null,
                copyId,
                reason,
                detail,
                clock.instant(),
                Payload.of(delivery.body()),
                EventOrigin.PLAIN);
    }

    private FailedEvent write(
            @Nullable String site,
            @Nullable String id,
            long copyId,
            FailureReason reason,
            String detail,
            Instant receivedAt,
            Payload payload,
            EventOrigin origin) {
        boolean cut = payload.size() > MOST_BYTES;
        return new FailedEvent(
                site,
                id,
                copyId,
                Stage.TRANSFORM,
                reason.slug(),
                cut ? detail + "; cut, it had " + payload.size() + " bytes" : detail,
                receivedAt,
                clock.instant(),
                cut ? Payload.of(payload.array(), payload.offset(), MOST_BYTES) : payload,
                cut,
                origin);
    }

    /** A name that is itself what cannot be stored is left to the payload. */
    private static @Nullable String storable(String name) {
        return StorableText.isStorable(name) ? name : null;
    }
}
