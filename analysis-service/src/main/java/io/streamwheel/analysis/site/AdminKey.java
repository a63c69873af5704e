package io.streamwheel.analysis.site;

import org.jspecify.annotations.Nullable;

/**
 * The key of whoever runs the installation: it makes sites and opens nothing else. Kept as a hash,
 * and compared as one, in the same time however much of it was guessed.
 */
public final class AdminKey {

    private static final int MIN_LENGTH = 16;

    private final @Nullable KeyHash hash;

    /**
     * @param key at least 16 characters; empty for a key that nobody has
     */
    public AdminKey(String key) {
        if (!key.isEmpty() && key.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "streamwheel.analysis.admin-key must have at least %d characters: %d"
                            .formatted(MIN_LENGTH, key.length()));
        }
        hash = key.isEmpty() ? null : KeyHash.ofKey(key);
    }

    /** Whether somebody has it. */
    public boolean isSet() {
        return hash != null;
    }

    /** Whether this is the key. */
    public boolean matches(String key) {
        KeyHash presented = KeyHash.ofKey(key);
        return hash != null && hash.equals(presented);
    }

    /**
     * @throws IllegalStateException when a site has this key too: a write key is public
     */
    void requireUnknownTo(ApiKeyRepository keys) {
        if (hash != null && keys.find(hash).isPresent()) {
            throw new IllegalStateException(
                    "streamwheel.analysis.admin-key is a key of a site already; it must differ"
                            + " from all of them");
        }
    }
}
