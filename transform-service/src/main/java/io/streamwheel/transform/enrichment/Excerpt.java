package io.streamwheel.transform.enrichment;

import org.jspecify.annotations.Nullable;

/** The beginning of a text. */
final class Excerpt {

    private Excerpt() {}

    /** The same of a text that may be absent. */
    static @Nullable String of(@Nullable String text, int longest) {
        return text == null ? null : cut(text, longest);
    }

    /** At most {@code longest} UTF-16 units, and never half a pair. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
