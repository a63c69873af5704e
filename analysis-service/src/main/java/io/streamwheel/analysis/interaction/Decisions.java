package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.pipeline.Increments;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one transaction decides: counted, and kept one by one where somebody listens. */
final class Decisions {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final Increments increments = new Increments();
    private final DecisionListener listener;
    private final Instant begun;
    private final @Nullable List<Decided> kept;

    Decisions(DecisionListener listener, Clock clock) {
        this.listener = listener;
        begun = clock.instant();
        kept = listener.listens() ? new ArrayList<>() : null;
    }

    Increments increments() {
        return increments;
    }

    /** A copy that is not stored. */
    void add(Arrival arrival, Fate fate, String reason) {
        increments.add(arrival.site(), fate, reason);
        if (kept != null) {
            kept.add(new Decided(arrival.site(), fate, reason, null, begun, arrival.result()));
        }
    }

    /** One that was to be stored. */
    void add(NewEvent event, Fate fate, String reason, Instant at) {
        increments.add(event.site(), fate, reason);
        if (kept != null) {
            kept.add(new Decided(event.site(), fate, reason, event.key(), at, event.event()));
        }
    }

    /** After the commit: what fails here must not make a batch that is committed come again. */
    void tell() {
        if (kept == null || kept.isEmpty()) {
            return;
        }
        try {
            listener.decided(List.copyOf(kept));
        } catch (RuntimeException e) {
            LOG.error("who listens to decisions failed after a commit", e);
        }
    }
}
