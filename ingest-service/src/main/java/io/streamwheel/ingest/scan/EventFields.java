package io.streamwheel.ingest.scan;

import org.jspecify.annotations.Nullable;

/**
 * The fields of one event that rules look at, as the scanner met them. {@code ""} and {@code null}
 * count as absent.
 */
public final class EventFields {

    /** The fields that must be texts; each dialect has some of them. */
    public enum Text {
        ID("id"),
        TYPE("type"),
        USER_ID("userId"),
        ANONYMOUS_ID("anonymousId"),
        ITEM_ID("itemId"),
        TARGET_USER_ID("targetUserId"),
        TIMESTAMP("timestamp"),
        EVENT("event"),
        SOURCE("source"),
        SPEC_VERSION("specversion"),
        APPLICATION_ID("aid");

        private final String field;

        Text(String field) {
            this.field = field;
        }

        /** Where it stands in the event, as a JSON pointer. */
        public String pointer() {
            return "/" + field;
        }

        /** Its name in the event. */
        public String field() {
            return field;
        }
    }

    private static final int TEXTS = Text.values().length;

    private final @Nullable String[] texts = new @Nullable String[TEXTS];
    private int otherThanText;
    private boolean valueIsNumber = true;
    private double value;
    private int widest;
    private int longestName;

    /** The text, or {@code null} when it is absent or something else. */
    public @Nullable String text(Text field) {
        return texts[field.ordinal()];
    }

    /** Whether the field holds a number, an object or the like. */
    public boolean isOtherThanText(Text field) {
        return (otherThanText & 1 << field.ordinal()) != 0;
    }

    /** Whether {@code value} is absent or a number within the range of a double. */
    public boolean isValueFinite() {
        return valueIsNumber && Double.isFinite(value);
    }

    /** Members of the widest object in the event. */
    public int widest() {
        return widest;
    }

    /** Characters of the longest name in the event. */
    public int longestName() {
        return longestName;
    }

    void put(Text field, String text) {
        if (!text.isEmpty()) {
            texts[field.ordinal()] = text;
        }
    }

    void putOtherThanText(Text field) {
        otherThanText |= 1 << field.ordinal();
    }

    void putValue(double number) {
        value = number;
    }

    void putValueThatIsNoNumber() {
        valueIsNumber = false;
    }

    void sawName(String name) {
        int length = name.length();
        if (length > longestName) {
            longestName = Math.max(longestName, name.codePointCount(0, length));
        }
    }

    void sawObject(int members) {
        widest = Math.max(widest, members);
    }
}
