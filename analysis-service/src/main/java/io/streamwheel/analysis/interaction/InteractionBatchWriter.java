package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.catalogue.ObservedFacts;
import io.streamwheel.analysis.deduplication.Copy;
import io.streamwheel.analysis.deduplication.ReceiptDays;
import io.streamwheel.analysis.deduplication.Receipts;
import io.streamwheel.analysis.feedback.FeedbackWriter;
import io.streamwheel.analysis.identity.IdentityLink;
import io.streamwheel.analysis.identity.IdentityWriter;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.pipeline.Increments;
import io.streamwheel.analysis.pipeline.PipelineTotals;
import io.streamwheel.analysis.pipeline.StoreLag;
import io.streamwheel.analysis.pipeline.StoredTotal;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Writes a batch of events in one transaction, so that each counts once however often and in
 * whatever company it comes.
 *
 * <p>A copy is known by its {@code copyId}: the same copy again is a redelivery and is not counted;
 * another copy of a known event is a duplicate and counts as one, once. Receipts of a day and those
 * beside it decide by the event id alone; an older retry is found by its key, which is made of the
 * id and the client's own timestamp. A replay is no further acceptance: what becomes of it is taken
 * from the failed ones, see {@link Replays}.
 */
public final class InteractionBatchWriter implements EventStore.BatchWriter {

    /** Retries that are older than the receipts near them come in company, or not at all. */
    private static final Duration LOOK_FOR = Duration.ofMinutes(1);

    private final DataSource database;
    private final ReceiptDays days;
    private final FeedbackWriter feedback;
    private final ItemFactsWriter items;
    private final List<StoreListener> listeners;
    private final DecisionListener decisionListener;
    private final StoreLag lag;
    private final Clock clock;

    private final IdentityWriter identities = new IdentityWriter();
    private volatile Instant lookUntil = Instant.MIN;

    /** With nobody who listens to single decisions. */
    public InteractionBatchWriter(
            DataSource database,
            ReceiptDays days,
            FeedbackWriter feedback,
            ItemFactsWriter items,
            List<StoreListener> listeners,
            StoreLag lag,
            Clock clock) {
        this(database, days, feedback, items, listeners, DecisionListener.NOBODY, lag, clock);
    }

    public InteractionBatchWriter(
            DataSource database,
            ReceiptDays days,
            FeedbackWriter feedback,
            ItemFactsWriter items,
            List<StoreListener> listeners,
            DecisionListener decisionListener,
            StoreLag lag,
            Clock clock) {
        this.database = database;
        this.days = days;
        this.feedback = feedback;
        this.items = items;
        this.lag = lag;
        this.listeners = List.copyOf(listeners);
        this.decisionListener = decisionListener;
        this.clock = clock;
    }

    /** Writes all of the batch, or none of it. */
    @Override
    public WriteResult write(List<Arrival> batch) throws SQLException {
        if (batch.isEmpty()) {
            return WriteResult.NONE;
        }
        days.ensure(batch.stream().map(Arrival::day).collect(Collectors.toSet()));
        try {
            return writeAtOnce(batch);
        } catch (SQLException e) {
            if (EventTable.saysKnown(e)) {
                lookUntil = clock.instant().plus(LOOK_FOR);
            } else if (!Receipts.saysKnown(e)) {
                throw e;
            }
            return writeAtOnce(batch);
        }
    }

    private WriteResult writeAtOnce(List<Arrival> batch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return write(connection, batch.size(), Replays.lock(connection, batch));
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private WriteResult write(Connection connection, int handled, Replays replays)
            throws SQLException {
        Collection<EventCopies> events = EventCopies.group(replays.undecided());
        if (Midnight.isNear(events)) {
            Receipts.lockMidnight(connection);
        }
        ReceiptClaims.settle(connection, events);

        Decisions decisions = new Decisions(decisionListener, clock);
        countFiltered(events, decisions);
        countDuplicates(connection, events, decisions);

        List<NewEvent> stored = storeEvents(connection, events, decisions);
        InteractionTable.insert(connection, stored);
        FollowTable.write(connection, stored);
        List<ItemFactsWriter.Written> facts = items.write(connection, factsOf(stored));
        Collection<IdentityLink> linked = identities.write(connection, linksOf(stored));

        replays.resolve(connection, events, stored, decisions.increments());
        feedback.write(connection, Responses.of(stored), clock.instant());
        commit(connection, PipelineTotals.add(connection, decisions.increments()));

        items.committed(facts);
        identities.committed(linked);
        new Changes(stored, linked).tell(listeners);
        decisions.tell();
        tellLag(stored);
        return resultOf(handled, decisions.increments());
    }

    private void commit(Connection connection, List<StoredTotal> totals) throws SQLException {
        totals.forEach(total -> listeners.forEach(each -> each.storing(total)));
        try {
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            totals.forEach(total -> listeners.forEach(each -> each.notStored(total)));
            throw e;
        }
    }

    private static void countFiltered(Collection<EventCopies> events, Decisions decisions) {
        for (EventCopies each : events) {
            if (each.newcomer() instanceof Arrival arrival
                    && arrival.result() instanceof DroppedEvent dropped) {
                decisions.add(arrival, Fate.FILTERED, dropped.reason());
            }
        }
    }

    private static void countDuplicates(
            Connection connection, Collection<EventCopies> events, Decisions decisions)
            throws SQLException {
        TreeMap<Copy, Arrival> duplicates = new TreeMap<>();
        for (EventCopies each : events) {
            for (Arrival arrival : each.duplicates()) {
                duplicates.put(arrival.copy(each.isOrphaned()), arrival);
            }
            if (each.newcomer() instanceof Arrival arrival
                    && each.countedBefore() instanceof String reason) {
                decisions.increments().remove(arrival.site(), Fate.DUPLICATE, reason);
            }
        }
        Set<Long> counted = Receipts.insertCopies(connection, duplicates.keySet());
        for (Arrival arrival : duplicates.values()) {
            if (counted.contains(arrival.copyId())) {
                decisions.add(arrival, Fate.DUPLICATE, arrival.duplicateReason());
            }
        }
    }

    /** What a failed write may have believed wrongly is looked up anew by the next. */
    @Override
    public void forgetDays() {
        days.forget();
    }

    /**
     * Stores the newcomers, but for retries that are older than the receipts near them. These are
     * looked for only when an insert has met one: they are rare, and the look is not free.
     */
    private List<NewEvent> storeEvents(
            Connection connection, Collection<EventCopies> events, Decisions decisions)
            throws SQLException {
        List<NewEvent> candidates = new ArrayList<>(events.size());
        for (EventCopies each : events) {
            if (each.newcomer() instanceof Arrival arrival
                    && arrival.result() instanceof EnrichedEvent event) {
                candidates.add(NewEvent.of(arrival, event));
            }
        }
        candidates.sort(Comparator.comparing(NewEvent::key));
        Instant storedAt = clock.instant();
        if (storedAt.isBefore(lookUntil)) {
            removeKnown(connection, candidates, decisions, storedAt);
        }
        EventTable.insert(connection, candidates, storedAt);
        for (NewEvent each : candidates) {
            decisions.add(each, Fate.STORED, "", storedAt);
        }
        return candidates;
    }

    private static void removeKnown(
            Connection connection, List<NewEvent> candidates, Decisions decisions, Instant storedAt)
            throws SQLException {
        Set<UUID> known = EventTable.findKnown(connection, candidates);
        for (NewEvent each : candidates) {
            if (known.contains(each.key())) {
                decisions.add(each, Fate.DUPLICATE, "late-retry", storedAt);
            }
        }
        candidates.removeIf(each -> known.contains(each.key()));
    }

    /** Also of items of which nothing is said but that somebody did something with them. */
    private static List<ObservedFacts> factsOf(List<NewEvent> events) {
        List<ObservedFacts> observed = new ArrayList<>();
        for (NewEvent each : events) {
            EnrichedEvent event = each.event();
            Stream.concat(
                            event.facts().stream(),
                            event.interactions().stream()
                                    .map(Interaction::itemId)
                                    .map(ItemFacts::none))
                    .map(facts -> new ObservedFacts(each.site(), facts, event.occurredAt()))
                    .forEach(observed::add);
        }
        return observed;
    }

    private static List<IdentityLink> linksOf(List<NewEvent> events) {
        List<IdentityLink> links = new ArrayList<>();
        for (NewEvent each : events) {
            EnrichedEvent event = each.event();
            if (event.userId() instanceof String user
                    && event.anonymousId() instanceof String anonymous) {
                links.add(new IdentityLink(each.site(), anonymous, user, event.occurredAt()));
            }
        }
        return links;
    }

    private void tellLag(List<NewEvent> stored) {
        stored.stream()
                .map(each -> each.event().receivedAt())
                .max(Comparator.naturalOrder())
                .ifPresent(receivedAt -> lag.wrote(receivedAt, clock.instant()));
    }

    private static WriteResult resultOf(int handled, Increments increments) {
        int stored = increments.total(Fate.STORED);
        int duplicates = increments.total(Fate.DUPLICATE);
        int filtered = increments.total(Fate.FILTERED);
        return new WriteResult(
                stored, duplicates, filtered, handled - stored - duplicates - filtered);
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
