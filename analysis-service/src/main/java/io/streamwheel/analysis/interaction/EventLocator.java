package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.deduplication.EventIdentity;
import io.streamwheel.analysis.deduplication.Receipt;
import io.streamwheel.analysis.deduplication.Receipts;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.site.SiteId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Finds an event by its id: stored and filtered ones by their receipts, then the failed ones. */
public final class EventLocator {

    /** The reason of a failed event that somebody gave up. */
    static final String DISCARDED = "discarded";

    private final DataSource database;
    private final FailedEvents failedEvents;

    public EventLocator(DataSource database, FailedEvents failedEvents) {
        this.database = database;
        this.failedEvents = failedEvents;
    }

    /** Where it is; empty while it has not come as far as this. */
    public Optional<EventLocation> find(SiteId site, String eventId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Optional<Receipt> receipt = Receipts.find(connection, EventIdentity.of(site, eventId));
            if (receipt.isPresent()) {
                return Optional.of(locationOf(connection, receipt.get()));
            }
        }
        return failedEvents
                .find(site, eventId)
                .map(failed ->
                        new EventLocation(
                                Fate.FAILED,
                                null,
                                failed.receivedAt(),
                                null,
                                failed.isDiscarded() ? DISCARDED : failed.reason()));
    }

    private static EventLocation locationOf(Connection connection, Receipt receipt)
            throws SQLException {
        UUID key = receipt.eventKey();
        if (key == null) {
            return new EventLocation(Fate.FILTERED, null, null, null, receipt.filteredBecause());
        }
        return EventTable.find(connection, key)
                .map(times ->
                        new EventLocation(
                                Fate.STORED,
                                times.occurredAt(),
                                times.receivedAt(),
                                times.storedAt(),
                                null))
                .orElseGet(() -> new EventLocation(Fate.STORED, null, null, null, null));
    }
}
