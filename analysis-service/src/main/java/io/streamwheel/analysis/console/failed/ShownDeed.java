package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.failed.FailedEventAudit;
import org.jspecify.annotations.Nullable;

/** Who did what, in words. */
record ShownDeed(FailedEventAudit.Entry entry) {

    public String who() {
        @Nullable String by = entry.by();
        if (by == null) {
            return "the retention";
        }
        return by.equals(FailedEventAudit.Entry.OPERATOR) ? "the operator" : "key " + by;
    }

    public String did() {
        return switch (entry.deed()) {
            case "replay" -> "replayed";
            case "edited-replay" -> "edited and replayed";
            case "replay-many" -> "began to replay";
            case "change-rate" -> "changed the rate of";
            case "cancel-replay" -> "cancelled the rest of";
            case "discard" -> "discarded";
            case "discard-many" -> "discarded all of";
            case "remove" -> "removed, as too old,";
            default -> entry.deed();
        };
    }

    /** The event, where it was one. */
    public String event() {
        @Nullable String eventId = entry.eventId();
        return eventId == null ? "an event without an id" : eventId;
    }

    /** The kind of events, where it was many. */
    public String kind() {
        String reason = entry.reason() instanceof String one ? one : "whatever failed";
        return entry.stage() == null ? reason : reason + " in " + entry.stage();
    }

    /** Whether it was asked for and not sent. */
    public boolean inVain() {
        return entry.count() == 0 && entry.failedId() != null;
    }
}
