package io.streamwheel.ingest.rule;

import io.streamwheel.event.EventTypes;
import io.streamwheel.event.Rfc3339;
import io.streamwheel.ingest.scan.EventFields;
import io.streamwheel.ingest.scan.EventFields.Text;
import io.streamwheel.ingest.scan.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules at the door, in the order in which they are told. The first that fails is the answer.
 */
public final class EventRules {

    private static final int MAX_MEMBERS = 200;
    private static final int MAX_NAME = 128;
    private static final int MAX_ID = 128;
    private static final int MAX_IDENTIFIER = 256;

    private static final List<EventRule> ALL =
            List.of(
                    EventRules::membersAreFew,
                    EventRules::namesAreShort,
                    identifier(Text.ID, MAX_ID),
                    EventRules::typeIsGiven,
                    EventRules::typeIsWellFormed,
                    identifier(Text.USER_ID, MAX_IDENTIFIER),
                    identifier(Text.ANONYMOUS_ID, MAX_IDENTIFIER),
                    EventRules::somebodyDidIt,
                    identifier(Text.ITEM_ID, MAX_IDENTIFIER),
                    EventRules::itemIsGiven,
                    identifier(Text.TARGET_USER_ID, MAX_IDENTIFIER),
                    EventRules::targetIsGiven,
                    EventRules::timestampIsATime,
                    EventRules::valueIsFinite);

    private EventRules() {}

    /** The first rule that does not hold, or {@code null} when the event is acceptable. */
    public static @Nullable Violation check(EventFields event) {
        for (EventRule rule : ALL) {
            Violation violation = rule.check(event);
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    private static @Nullable Violation membersAreFew(EventFields event) {
        return event.widest() <= MAX_MEMBERS
                ? null
                : new Violation(
                        "too-many-properties",
                        "",
                        "an object of the event has more than " + MAX_MEMBERS + " members");
    }

    private static @Nullable Violation namesAreShort(EventFields event) {
        return event.longestName() <= MAX_NAME
                ? null
                : new Violation(
                        "name-too-long",
                        "",
                        "a name in the event has more than " + MAX_NAME + " characters");
    }

    private static EventRule identifier(Text field, int maxCharacters) {
        return event -> {
            if (event.isOtherThanText(field)) {
                return invalid(field, "must be a text");
            }
            String text = event.text(field);
            if (text == null) {
                return null;
            }
            if (text.length() > maxCharacters
                    && text.codePointCount(0, text.length()) > maxCharacters) {
                return invalid(field, "has more than " + maxCharacters + " characters");
            }
            return isStorable(text) ? null : invalid(field, "holds NUL or half a character");
        };
    }

    private static @Nullable Violation typeIsGiven(EventFields event) {
        if (event.isOtherThanText(Text.TYPE)) {
            return invalid(Text.TYPE, "must be a text");
        }
        return event.text(Text.TYPE) == null ? missing(Text.TYPE, "is required") : null;
    }

    private static @Nullable Violation typeIsWellFormed(EventFields event) {
        String type = event.text(Text.TYPE);
        return type == null || EventTypes.isWellFormed(type)
                ? null
                : invalid(
                        Text.TYPE,
                        "must be a lower-case letter, then up to 63 of a-z, 0-9, '_', '.', '-'");
    }

    private static @Nullable Violation somebodyDidIt(EventFields event) {
        return event.text(Text.USER_ID) != null || event.text(Text.ANONYMOUS_ID) != null
                ? null
                : missing(Text.USER_ID, "or anonymousId is required");
    }

    private static @Nullable Violation itemIsGiven(EventFields event) {
        return requiredBy(event, Text.ITEM_ID, EventTypes.OF_ITEMS);
    }

    private static @Nullable Violation targetIsGiven(EventFields event) {
        return requiredBy(event, Text.TARGET_USER_ID, EventTypes.OF_USERS);
    }

    private static @Nullable Violation timestampIsATime(EventFields event) {
        if (event.isOtherThanText(Text.TIMESTAMP)) {
            return invalid(Text.TIMESTAMP, "must be a text");
        }
        String timestamp = event.text(Text.TIMESTAMP);
        return timestamp == null || Rfc3339.parse(timestamp) != null
                ? null
                : invalid(Text.TIMESTAMP, "must be an RFC 3339 time with a zone");
    }

    private static @Nullable Violation valueIsFinite(EventFields event) {
        return event.isValueFinite()
                ? null
                : new Violation("invalid-field", "/value", "value must be a finite number");
    }

    private static @Nullable Violation requiredBy(
            EventFields event, Text field, Set<String> types) {
        String type = event.text(Text.TYPE);
        return type == null || event.text(field) != null || !types.contains(type)
                ? null
                : missing(field, "is required by " + type);
    }

    /** NUL has no place in a text column, half of a surrogate pair none in UTF-8. */
    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)
                    && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private static Violation missing(Text field, String what) {
        return new Violation("missing-field", field.pointer(), field.field() + " " + what);
    }

    private static Violation invalid(Text field, String what) {
        return new Violation("invalid-field", field.pointer(), field.field() + " " + what);
    }
}
