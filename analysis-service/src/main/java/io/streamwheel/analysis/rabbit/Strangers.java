package io.streamwheel.analysis.rabbit;

import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.Payload;
import io.streamwheel.transport.Delivery;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Makes a failed event of a message that none of our programs can have sent. */
final class Strangers {

    private Strangers() {}

    static FailedEvent message(
            Delivery delivery, Stage stage, String reason, String detail, Instant now) {
        return new FailedEvent(
                null,
                null,
                ThreadLocalRandom.current().nextLong(),
                stage,
                reason,
                detail,
                now,
                now,
                Payload.of(delivery.body()));
    }
}
