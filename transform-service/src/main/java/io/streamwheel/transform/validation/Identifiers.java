package io.streamwheel.transform.validation;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.EventTypes;
import io.streamwheel.transform.dialect.DecodedEvent;
import io.streamwheel.transform.dialect.Mention;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import org.jspecify.annotations.Nullable;

/** Who did what with which item: the names that must be there, and how long they may be. */
final class Identifiers {

    private static final int LONGEST_EVENT_ID = 128;
    private static final int LONGEST = 256;

    private Identifiers() {}

    static void event(CollectedEvent collected, DecodedEvent event) throws UnusableEventException {
        within(collected.id().isEmpty() ? null : collected.id(), LONGEST_EVENT_ID, "id", true);
    }

    static void type(CollectedEvent collected, DecodedEvent event) throws UnusableEventException {
        String type = event.type();
        if (type == null) {
            throw missing("type");
        }
        if (!EventTypes.isWellFormed(type)) {
            throw new UnusableEventException(
                    FailureReason.INVALID_VALUE,
                    "type must be a lower-case letter, then up to 63 of a-z 0-9 _ . -");
        }
    }

    static void visitor(CollectedEvent collected, DecodedEvent event)
            throws UnusableEventException {
        if (event.userId() == null && event.anonymousId() == null) {
            throw new UnusableEventException(
                    FailureReason.MISSING_FIELD, "userId or anonymousId is required");
        }
        within(event.userId(), LONGEST, "userId", false);
        within(event.anonymousId(), LONGEST, "anonymousId", false);
    }

    static void item(CollectedEvent collected, DecodedEvent event) throws UnusableEventException {
        if (event.mentions().isEmpty()
                && event.type() != null
                && EventTypes.OF_ITEMS.contains(event.type())
                && speaksOurTypes(collected)) {
            throw missing("itemId");
        }
        for (Mention mention : event.mentions()) {
            within(mention.itemId(), LONGEST, "itemId", true);
        }
    }

    static void target(CollectedEvent collected, DecodedEvent event) throws UnusableEventException {
        boolean required =
                event.type() != null
                        && EventTypes.OF_USERS.contains(event.type())
                        && speaksOurTypes(collected);
        within(event.targetUserId(), LONGEST, "targetUserId", required);
    }

    /** In other dialects a name like ours is a coincidence, and promises no field of ours. */
    private static boolean speaksOurTypes(CollectedEvent collected) {
        return collected.dialect() == Dialect.NATIVE || collected.dialect() == Dialect.CLOUD_EVENTS;
    }

    private static void within(@Nullable String id, int longest, String field, boolean required)
            throws UnusableEventException {
        if (id == null) {
            if (required) {
                throw missing(field);
            }
            return;
        }
        if (id.length() > longest && id.codePointCount(0, id.length()) > longest) {
            throw new UnusableEventException(
                    FailureReason.INVALID_VALUE,
                    field + " must have 1 to " + longest + " characters");
        }
    }

    private static UnusableEventException missing(String field) {
        return new UnusableEventException(FailureReason.MISSING_FIELD, field + " is required");
    }
}
