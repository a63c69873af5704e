package io.streamwheel.analysis.site;

import java.util.Locale;

/** What a key opens. */
public enum KeyKind {
    /** Public, sits in pages: the collector only. */
    WRITE,
    /** Secret: everything on analysis. */
    SERVER;

    /** As {@code api_key.kind} has it. */
    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    static KeyKind of(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
