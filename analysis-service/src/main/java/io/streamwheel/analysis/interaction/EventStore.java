package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.failed.AnalysisFailure;
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
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.HaltException;
import io.streamwheel.transport.Judgements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a batch to its end whatever is in it. What can fail, and what is done then:
 *
 * <table>
 * <caption>Failure classes</caption>
 * <tr><td>{@link SqlFailure#POISON}, or this program stumbles</td>
 *     <td>the batch is halved until the event stands alone, which becomes a dead letter; its
 *     neighbours are stored</td></tr>
 * <tr><td>{@link SqlFailure#TRANSIENT}, or a dead letter is not confirmed</td>
 *     <td>the same batch again; what was stored is known again</td></tr>
 * <tr><td>{@link SqlFailure#HALT}</td>
 *     <td>nothing more is taken; no event is to blame</td></tr>
 * <tr><td>too many dead letters within a minute</td>
 *     <td>the {@link Circuit} opens, before they are dead letters</td></tr>
 * </table>
 */
public final class EventStore {

    private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);

    /** Writes a batch in one transaction, as {@link InteractionBatchWriter} does. */
    interface BatchWriter {

        WriteResult write(List<Arrival> batch) throws SQLException;

        void forgetDays();
    }

    private final Sites sites;
    private final BatchWriter writer;
    private final DeadLetters deadLetters;
    private final Circuit circuit;
    private final StoreMetrics metrics;
    private final Clock clock;

    public EventStore(
            Sites sites,
            InteractionBatchWriter writer,
            DeadLetters deadLetters,
            Circuit circuit,
            StoreMetrics metrics,
            Clock clock) {
        this(sites, (BatchWriter) writer, deadLetters, circuit, metrics, clock);
    }

    EventStore(
            Sites sites,
            BatchWriter writer,
            DeadLetters deadLetters,
            Circuit circuit,
            StoreMetrics metrics,
            Clock clock) {
        this.sites = sites;
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.circuit = circuit;
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
        Circuit.Pass pass = circuit.enter();
        Judgements judgements = new Judgements();
        List<FailedEvent> failed = new ArrayList<>(0);
        List<Arrival> arrivals = arrivals(batch, failed, judgements);
        List<Poison> poison = new ArrayList<>(0);
        WriteResult result = write(arrivals, poison, true);
        judge(arrivals, poison, judgements);
        pass.judge(judgements);
        for (Poison each : poison) {
            tell(each);
            failed.add(failure(each.arrival().result(), each.reason(), each.detail()));
        }
        if (!failed.isEmpty()) {
            deadLetters.send(failed);
        }
        metrics.written(result);
        metrics.failed(failed.size());
        metrics.handled(batch.size());
        pass.finished(judgements);
    }

    /** An event that stood alone, and what was said about it. */
    private record Poison(Arrival arrival, Exception cause) {

        AnalysisFailure reason() {
            return cause instanceof SQLException
                    ? AnalysisFailure.DATA
                    : AnalysisFailure.UNSTORABLE;
        }

        String detail() {
            return cause instanceof SQLException sql
                    ? "The database refuses it: SQLSTATE " + sql.getSQLState() + "."
                    : reason().detail();
        }
    }

    private List<Arrival> arrivals(
            List<TransformResult> batch, List<FailedEvent> strangers, Judgements judgements) {
        Map<String, Optional<SiteId>> known = new HashMap<>();
        List<Arrival> arrivals = new ArrayList<>(batch.size());
        for (TransformResult result : batch) {
            Optional<SiteId> site = known.computeIfAbsent(result.site(), this::findSite);
            if (site.isPresent()) {
                arrivals.add(Arrival.of(site.get(), result));
            } else {
                AnalysisFailure reason = AnalysisFailure.UNKNOWN_SITE;
                strangers.add(failure(result, reason, reason.detail()));
                if (result.replayOf() == null) {
                    judgements.addSuspect(result.site());
                }
            }
        }
        return arrivals;
    }

    private Optional<SiteId> findSite(String name) {
        try {
            return sites.find(name);
        } catch (RuntimeException e) {
            throw SqlFailure.of(e) == SqlFailure.HALT ? halt(e) : e;
        }
    }

    private static HaltException halt(Exception e) {
        return new HaltException("the database refuses to work: " + e.getMessage(), e);
    }

    /**
     * @param first nothing was forgotten yet: a day that somebody dropped meanwhile is not the
     *     event's fault
     */
    private WriteResult write(List<Arrival> batch, List<Poison> poison, boolean first)
            throws SQLException {
        try {
            return writer.write(batch);
        } catch (SQLException e) {
            return switch (SqlFailure.of(e)) {
                case TRANSIENT -> throw e;
                case HALT -> throw halt(e);
                case POISON -> takeApart(batch, poison, first, e);
            };
        } catch (RuntimeException e) {
            return takeApart(batch, poison, first, e);
        }
    }

    private WriteResult takeApart(
            List<Arrival> batch, List<Poison> poison, boolean first, Exception cause)
            throws SQLException {
        writer.forgetDays();
        if (batch.size() == 1) {
            if (first) {
                return write(batch, poison, false);
            }
            poison.add(new Poison(batch.getFirst(), cause));
            return WriteResult.NONE;
        }
        int middle = batch.size() / 2;
        return write(batch.subList(0, middle), poison, false)
                .plus(write(batch.subList(middle, batch.size()), poison, false));
    }

    /** A replay that is refused again says nothing: that it was refused is why it is here. */
    private static void judge(List<Arrival> arrivals, List<Poison> poison, Judgements judgements) {
        Set<Arrival> refused = Collections.newSetFromMap(new IdentityHashMap<>());
        poison.forEach(each -> refused.add(each.arrival()));
        for (Arrival each : arrivals) {
            String site = each.result().site();
            if (each.isReplay()) {
                continue;
            }
            if (!poison.isEmpty() && refused.contains(each)) {
                judgements.addSuspect(site);
            } else {
                judgements.addGood(site, 1);
            }
        }
    }

    private static void tell(Poison poison) {
        Arrival arrival = poison.arrival();
        String hash = String.valueOf(arrival.identity().hash());
        if (poison.cause() instanceof SQLException sql) {
            LOG.warn(
                    "event {} of site {} cannot be stored: SQLSTATE {}",
                    hash,
                    arrival.site().value(),
                    sql.getSQLState());
        } else {
            LOG.warn(
                    "event {} of site {} cannot be stored",
                    hash,
                    arrival.site().value(),
                    poison.cause());
        }
    }

    private FailedEvent failure(TransformResult event, AnalysisFailure reason, String detail) {
        Payload payload =
                event instanceof EnrichedEvent enriched ? enriched.payload() : Payload.of("");
        return new FailedEvent(
                event.site(),
                event.id(),
                event.copyId(),
                Stage.ANALYSIS,
                reason.slug(),
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
