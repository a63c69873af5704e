package io.streamwheel.analysis.site;

import io.streamwheel.analysis.site.KeyRefusedException.Reason;
import java.util.List;

/**
 * The keys of one site that are not revoked, and what may be done to them.
 *
 * @param keys all of them, in any order
 */
record ValidKeys(List<KeyEntry> keys) {

    /** So many a site may have: to change them all in turn and to keep systems apart. */
    static final int MOST = 50;

    ValidKeys {
        keys = List.copyOf(keys);
    }

    /**
     * A revoked key opens the door until the next snapshot. It must not make itself a successor.
     *
     * @throws KeyRefusedException {@code CALLER_REVOKED}
     */
    void requireCaller(long keyId) {
        if (keys.stream().noneMatch(key -> key.id() == keyId)) {
            throw new KeyRefusedException(Reason.CALLER_REVOKED);
        }
    }

    /**
     * @throws KeyRefusedException {@code TOO_MANY_KEYS}
     */
    void requireRoom() {
        if (keys.size() >= MOST) {
            throw new KeyRefusedException(Reason.TOO_MANY_KEYS);
        }
    }

    /**
     * @param key one of these
     * @param callerId the key that the request carries
     * @throws KeyRefusedException {@code LAST_SERVER_KEY} or {@code OWN_KEY}
     */
    void requireRevocable(KeyEntry key, long callerId) {
        long serverKeys = keys.stream().filter(each -> each.kind() == KeyKind.SERVER).count();
        if (key.kind() == KeyKind.SERVER && serverKeys <= 1) {
            throw new KeyRefusedException(Reason.LAST_SERVER_KEY);
        }
        if (key.id() == callerId) {
            throw new KeyRefusedException(Reason.OWN_KEY);
        }
    }
}
