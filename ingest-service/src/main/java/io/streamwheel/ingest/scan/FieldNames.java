package io.streamwheel.ingest.scan;

import io.streamwheel.ingest.scan.EventFields.Text;
import org.jspecify.annotations.Nullable;

/** What a dialect calls the fields that matter at the door. */
public enum FieldNames {
    NATIVE {
        @Override
        @Nullable Text of(String name) {
            return switch (name) {
                case "id" -> Text.ID;
                case "type" -> Text.TYPE;
                case "userId" -> Text.USER_ID;
                case "anonymousId" -> Text.ANONYMOUS_ID;
                case "itemId" -> Text.ITEM_ID;
                case "targetUserId" -> Text.TARGET_USER_ID;
                case "timestamp" -> Text.TIMESTAMP;
                default -> null;
            };
        }

        @Override
        boolean isNumber(String name) {
            return name.equals("value");
        }
    },
    SEGMENT {
        @Override
        @Nullable Text of(String name) {
            return switch (name) {
                case "messageId" -> Text.ID;
                case "type" -> Text.TYPE;
                case "event" -> Text.EVENT;
                case "userId" -> Text.USER_ID;
                case "anonymousId" -> Text.ANONYMOUS_ID;
                default -> null;
            };
        }
    },
    SNOWPLOW {
        @Override
        @Nullable Text of(String name) {
            return switch (name) {
                case "eid" -> Text.ID;
                case "aid" -> Text.APPLICATION_ID;
                default -> null;
            };
        }
    },
    CLOUD_EVENTS {
        @Override
        @Nullable Text of(String name) {
            return switch (name) {
                case "id" -> Text.ID;
                case "type" -> Text.TYPE;
                case "source" -> Text.SOURCE;
                case "specversion" -> Text.SPEC_VERSION;
                default -> null;
            };
        }
    };

    /** The field of that name; {@code null} for all that do not matter. */
    abstract @Nullable Text of(String name);

    /** Whether it is the field that must be a number. */
    boolean isNumber(String name) {
        return false;
    }
}
