package io.streamwheel.ingest.rule;

import io.streamwheel.ingest.scan.EventFields;
import io.streamwheel.ingest.scan.EventFields.Text;
import io.streamwheel.ingest.scan.Violation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event of Segment's dialect must have. Asked at the door in strict mode only. */
public final class SegmentRules {

    private static final String TRACK = "track";
    private static final Set<String> CALLS =
            Set.of(TRACK, "page", "screen", "identify", "group", "alias");

    private SegmentRules() {}

    /**
     * The first rule that does not hold, or {@code null}.
     *
     * @param path the call that the path names, which is stronger than the event's own
     * @param visitorInHeader whether the head of the request names the visitor
     */
    public static @Nullable Violation check(
            EventFields event, @Nullable String path, boolean visitorInHeader) {
        String call = path == null ? event.text(Text.TYPE) : path;
        if (call == null) {
            return missing(Text.TYPE, "is required");
        }
        if (!CALLS.contains(call)) {
            return new Violation(
                    "invalid-field",
                    Text.TYPE.pointer(),
                    "type must be track, page, screen, identify, group or alias");
        }
        if (call.equals(TRACK) && isBlank(event.text(Text.EVENT))) {
            return missing(Text.EVENT, "is required by track");
        }
        return visitorInHeader || named(event, Text.USER_ID) || named(event, Text.ANONYMOUS_ID)
                ? null
                : missing(Text.USER_ID, "or anonymousId is required");
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** A number is an id too. */
    private static boolean named(EventFields event, Text field) {
        return event.text(field) != null || event.isOtherThanText(field);
    }

    private static Violation missing(Text field, String what) {
        return new Violation("missing-field", field.pointer(), field.field() + " " + what);
    }
}
