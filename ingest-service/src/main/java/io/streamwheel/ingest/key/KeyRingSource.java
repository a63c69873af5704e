package io.streamwheel.ingest.key;

import java.util.Optional;

/** Where the newest snapshot of the keys is. */
@FunctionalInterface
public interface KeyRingSource {

    /** The newest snapshot; empty as long as none could be read at all. */
    Optional<KeyRing> current();
}
