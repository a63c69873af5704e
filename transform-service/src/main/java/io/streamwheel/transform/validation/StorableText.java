package io.streamwheel.transform.validation;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.transform.dialect.DecodedEvent;
import io.streamwheel.transform.dialect.DecodedItem;
import io.streamwheel.transform.dialect.Mention;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whatever becomes a column of its own must be text that PostgreSQL can hold: no U+0000, no half of
 * a UTF-16 pair. The payload as a whole is not asked: it is stored as {@code json}, which keeps
 * escapes as they are written.
 */
public final class StorableText {

    private StorableText() {}

    static void check(CollectedEvent collected, DecodedEvent event) throws UnusableEventException {
        check("site", collected.site());
        check("id", collected.id());
        check("type", event.type());
        check("userId", event.userId());
        check("anonymousId", event.anonymousId());
        check("sessionId", event.sessionId());
        check("recommendationId", event.recommendationId());
        check("targetUserId", event.targetUserId());
        for (Mention mention : event.mentions()) {
            check("itemId", mention.itemId());
            check(mention.item());
        }
    }

    private static void check(DecodedItem item) throws UnusableEventException {
        check("item.title", item.title());
        check("item.url", item.url());
        check("item.imageUrl", item.imageUrl());
        check("item.currency", item.currency());
        List<String> categories = item.categories();
        if (categories != null) {
            for (String category : categories) {
                check("item.categories", category);
            }
        }
    }

    private static void check(String field, @Nullable String text) throws UnusableEventException {
        FailureReason flaw = text == null ? null : flaw(text);
        if (flaw != null) {
            throw new UnusableEventException(
                    flaw,
                    flaw == FailureReason.NUL_IN_TEXT
                            ? field + " contains U+0000"
                            : field + " contains half a surrogate pair");
        }
    }

    /** Whether PostgreSQL can hold it. */
    public static boolean isStorable(String text) {
        return flaw(text) == null;
    }

    private static @Nullable FailureReason flaw(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return FailureReason.NUL_IN_TEXT;
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    return FailureReason.LONE_SURROGATE;
                }
                i++;
            }
        }
        return null;
    }
}
