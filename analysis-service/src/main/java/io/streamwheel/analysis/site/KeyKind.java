package io.streamwheel.analysis.site;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key opens. */
public enum KeyKind {
    /** Public, sits in pages: the collector only. */
    WRITE,
    /** Secret: everything on analysis. */
    SERVER;

    /** As {@code api_key.kind} and the interface have it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that very slug. */
    public static Optional<KeyKind> find(String slug) {
        return Arrays.stream(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
    }

    static KeyKind of(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }
}
