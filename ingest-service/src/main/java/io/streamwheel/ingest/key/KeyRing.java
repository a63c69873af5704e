package io.streamwheel.ingest.key;

import java.util.Map;
import java.util.Optional;

/** All keys at one moment. Immutable. */
public record KeyRing(Map<KeyHash, ApiKey> keys) {

    public KeyRing {
        keys = Map.copyOf(keys);
    }

    /** The key with this text, revoked or not. */
    public Optional<ApiKey> find(String key) {
        return Optional.ofNullable(keys.get(KeyHash.of(key)));
    }
}
