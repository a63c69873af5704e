package io.streamwheel.analysis.interaction;

import io.streamwheel.analysis.deduplication.EventIdentity;
import io.streamwheel.analysis.deduplication.Receipt;
import io.streamwheel.analysis.deduplication.Receipts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides for each event of a batch which of all its copies is the one that counts. */
final class ReceiptClaims {

    private ReceiptClaims() {}

    /** Day after day, each in the order of the identities: one order for all writers. */
    static void settle(Connection connection, Collection<EventCopies> events) throws SQLException {
        Map<LocalDate, List<EventCopies>> byDay = new TreeMap<>();
        for (EventCopies each : events) {
            byDay.computeIfAbsent(each.first().day(), _ -> new ArrayList<>()).add(each);
        }
        for (Map.Entry<LocalDate, List<EventCopies>> day : byDay.entrySet()) {
            settle(connection, day.getKey(), day.getValue());
        }
    }

    private static void settle(Connection connection, LocalDate day, List<EventCopies> events)
            throws SQLException {
        Map<EventIdentity, Long> known = Receipts.findNear(connection, day, identities(events));
        known.putAll(Receipts.findOnAnyDay(connection, replayed(events, known)));
        List<Receipt> receipts = new ArrayList<>(events.size());
        for (EventCopies each : events) {
            if (each.claimant() instanceof Arrival claimant
                    && !known.containsKey(each.identity())) {
                receipts.add(claimant.receipt());
            }
        }
        Receipts.insert(connection, receipts);
        Map<Long, String> adopted =
                Receipts.adoptOrphans(
                        connection, day, receipts.stream().map(Receipt::copyId).toList());
        for (EventCopies each : events) {
            if (known.get(each.identity()) instanceof Long copyId) {
                each.knownAs(copyId);
            } else if (each.claimant() instanceof Arrival claimant) {
                each.claimed(adopted.get(claimant.copyId()));
            }
        }
    }

    /** Of what failed days ago another copy may have come on any day since. */
    private static List<EventIdentity> replayed(
            List<EventCopies> events, Map<EventIdentity, Long> known) {
        return events.stream()
                .filter(EventCopies::isReplayed)
                .map(EventCopies::identity)
                .filter(identity -> !known.containsKey(identity))
                .toList();
    }

    private static List<EventIdentity> identities(List<EventCopies> events) {
        return events.stream().map(EventCopies::identity).toList();
    }
}
