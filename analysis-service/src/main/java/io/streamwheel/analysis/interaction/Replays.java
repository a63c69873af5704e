package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.failed.OpenFailures;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.pipeline.Increments;
import io.streamwheel.event.DroppedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The replays of a batch. A failed event is locked before anything is decided about its replay, so
 * that of all its replays, edited or not, in whatever batches, one finds it open and counts; the
 * others find it decided and are ignored as redeliveries are.
 *
 * <p>A replay has the copy id of the acceptance that failed. When the store knows that very copy
 * already, it was counted there, and is only taken from the failed ones.
 */
final class Replays {

    private final List<Arrival> undecided;
    private final Map<Long, Arrival> byFailure;
    private final OpenFailures failures;

    private Replays(List<Arrival> undecided, Map<Long, Arrival> byFailure, OpenFailures failures) {
        this.undecided = undecided;
        this.byFailure = byFailure;
        this.failures = failures;
    }

    /** Locks what the replays of a batch are of, until the transaction ends. */
    static Replays lock(Connection connection, List<Arrival> batch) throws SQLException {
        List<Long> failedIds =
                batch.stream()
                        .map(each -> each.result().replayOf())
                        .filter(id -> id != null)
                        .toList();
        if (failedIds.isEmpty()) {
            return new Replays(batch, Map.of(), OpenFailures.NONE);
        }
        OpenFailures failures = OpenFailures.lock(connection, failedIds);
        List<Arrival> undecided = new ArrayList<>(batch.size());
        Map<Long, Arrival> byFailure = new LinkedHashMap<>();
        for (Arrival each : batch) {
            Long failedId = each.result().replayOf();
            if (failedId == null
                    || (failures.isOpen(failedId, each.site(), each.copyId())
                            && byFailure.putIfAbsent(failedId, each) == null)) {
                undecided.add(each);
            }
        }
        return new Replays(undecided, byFailure, failures);
    }

    /** The batch without replays of what is decided, and at most one of each failed event. */
    List<Arrival> undecided() {
        return undecided;
    }

    /** Writes down what became of each, and takes it from the failed ones. */
    void resolve(
            Connection connection,
            Collection<EventCopies> events,
            List<NewEvent> stored,
            Increments increments)
            throws SQLException {
        if (byFailure.isEmpty()) {
            return;
        }
        Map<Long, Fate> fates = new TreeMap<>();
        byFailure.keySet().forEach(failedId -> fates.put(failedId, Fate.DUPLICATE));
        for (EventCopies each : events) {
            if (each.newcomer() instanceof Arrival arrival
                    && arrival.result() instanceof DroppedEvent dropped
                    && dropped.replayOf() instanceof Long failedId) {
                fates.put(failedId, Fate.FILTERED);
            }
        }
        for (NewEvent each : stored) {
            if (each.event().replayOf() instanceof Long failedId) {
                fates.put(failedId, Fate.STORED);
            }
        }
        failures.resolve(connection, fates, increments);
    }
}
