package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.failed.DeadLetters;
import io.streamwheel.analysis.failed.SqlFailure;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.EventOrigin;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.FailedEvent.Stage;
import io.streamwheel.event.Payload;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transport.HaltException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a batch to its end whatever is in it: writes what can be written, halves a batch that has
 * an event in it that cannot until that event stands alone, and hands such events to the dead
 * letters.
 */
public final class EventStore {

    private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);
    private static final int SUSPICIOUS = 20;

    /** Writes a batch in one transaction, as {@link InteractionBatchWriter} does. */
    interface BatchWriter {

        WriteResult write(List<Arrival> batch) throws SQLException;

        void forgetDays();
    }

    private final Sites sites;
    private final BatchWriter writer;
    private final DeadLetters deadLetters;
    private final StoreMetrics metrics;
    private final Clock clock;

    public EventStore(
            Sites sites,
            InteractionBatchWriter writer,
            DeadLetters deadLetters,
            StoreMetrics metrics,
            Clock clock) {
        this(sites, (BatchWriter) writer, deadLetters, metrics, clock);
    }

    EventStore(
            Sites sites,
            BatchWriter writer,
            DeadLetters deadLetters,
            StoreMetrics metrics,
            Clock clock) {
        this.sites = sites;
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Stores a batch. When it returns, each event has its fate and none is lost.
     *
     * @throws HaltException our own fault; no event is to blame
     * @throws Exception a dependency is away: the same batch must come again
     */
    public void store(List<TransformResult> batch) throws Exception {
        List<FailedEvent> failed = new ArrayList<>(0);
        List<Arrival> arrivals = arrivals(batch, failed);
        List<Poison> poison = new ArrayList<>(0);
        WriteResult result = write(arrivals, poison);
        // A replay that is refused again says nothing: that it was refused is why it is here.
        long fresh = arrivals.stream().filter(each -> !each.isReplay()).count();
        long refused = poison.stream().filter(each -> !each.arrival().isReplay()).count();
        if (refused > SUSPICIOUS && refused == fresh) {
            throw new HaltException(
                    "every event of a batch of " + refused + " is refused by the database",
                    poison.getFirst().cause());
        }
        for (Poison each : poison) {
            TransformResult event = each.arrival().result();
            String state = String.valueOf(each.cause().getSQLState());
            LOG.warn(
                    "event {} of site {} cannot be stored: SQLSTATE {}",
                    each.arrival().identity().hash(),
                    each.arrival().site().value(),
                    state);
            failed.add(failure(event, "data", "The database refuses it: SQLSTATE " + state + "."));
        }
        if (!failed.isEmpty()) {
            deadLetters.send(failed);
        }
        metrics.written(result);
        metrics.failed(failed.size());
        metrics.handled(batch.size());
    }

    private record Poison(Arrival arrival, SQLException cause) {}

    private List<Arrival> arrivals(List<TransformResult> batch, List<FailedEvent> strangers) {
        Map<String, Optional<SiteId>> known = new HashMap<>();
        List<Arrival> arrivals = new ArrayList<>(batch.size());
        for (TransformResult result : batch) {
            Optional<SiteId> site = known.computeIfAbsent(result.site(), sites::find);
            if (site.isPresent()) {
                arrivals.add(Arrival.of(site.get(), result));
            } else {
                strangers.add(failure(result, "unknown-site", "There is no site of that name."));
            }
        }
        return arrivals;
    }

    private WriteResult write(List<Arrival> batch, List<Poison> poison) throws SQLException {
        try {
            return writer.write(batch);
        } catch (SQLException e) {
            switch (SqlFailure.of(e)) {
                case TRANSIENT -> throw e;
                case HALT ->
                        throw new HaltException(
                                "the database refuses to work: " + e.getMessage(), e);
                case POISON -> {
                    writer.forgetDays();
                    if (batch.size() == 1) {
                        poison.add(new Poison(batch.getFirst(), e));
                        return WriteResult.NONE;
                    }
                }
            }
        }
        int middle = batch.size() / 2;
        return write(batch.subList(0, middle), poison)
                .plus(write(batch.subList(middle, batch.size()), poison));
    }

    private FailedEvent failure(TransformResult event, String reason, String detail) {
        Payload payload =
                event instanceof EnrichedEvent enriched ? enriched.payload() : Payload.of("");
        return new FailedEvent(
                event.site(),
                event.id(),
                event.copyId(),
                Stage.ANALYSIS,
                reason,
                detail,
                event.receivedAt(),
                clock.instant(),
                payload,
                false,
                event instanceof EnrichedEvent enriched
                        ? enriched.origin()
                        : EventOrigin.replayOf(event.replayOf()));
    }
}
