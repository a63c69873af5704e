package io.streamwheel.analysis.site;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All keys that are not revoked, by their hashes: an immutable snapshot that is replaced whole. A
 * request reads memory only, and while the database is away the last snapshot goes on to serve.
 */
public final class ApiKeys {

    private final Supplier<Map<KeyHash, KeyHolder>> store;
    private volatile @Nullable Map<KeyHash, KeyHolder> snapshot;

    /**
     * @param store reads every key from the database; throws when it is away
     */
    ApiKeys(Supplier<Map<KeyHash, KeyHolder>> store) {
        this.store = store;
    }

    /** Reads the keys anew. What {@code store} throws leaves the last snapshot in place. */
    public void refresh() {
        snapshot = Map.copyOf(store.get());
    }

    /** Whether the keys were ever read. Before that, nobody can be told that a key is wrong. */
    public boolean isLoaded() {
        return snapshot != null;
    }

    /** Whose key it is; empty when it is unknown or revoked. Any text takes the same way. */
    public Optional<KeyHolder> find(String key) {
        Map<KeyHash, KeyHolder> keys = snapshot;
        return keys == null ? Optional.empty() : Optional.ofNullable(keys.get(KeyHash.ofKey(key)));
    }
}
