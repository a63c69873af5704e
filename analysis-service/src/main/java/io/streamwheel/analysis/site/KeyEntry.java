package io.streamwheel.analysis.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as its site may see it again: never its text, of which only a hash is kept.
 *
 * @param prefix its first characters, by which people recognise it
 * @param revokedAt null while it is valid
 */
public record KeyEntry(
        long id, KeyKind kind, String prefix, Instant createdAt, @Nullable Instant revokedAt) {

    public boolean isValid() {
        return revokedAt == null;
    }
}
