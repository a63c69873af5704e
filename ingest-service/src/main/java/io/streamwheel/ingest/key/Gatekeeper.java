package io.streamwheel.ingest.key;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** Tells from its key which site a request belongs to. */
public final class Gatekeeper {

    private final KeyRingSource keys;

    public Gatekeeper(KeyRingSource keys) {
        this.keys = keys;
    }

    /**
     * The site whose write key this is.
     *
     * @param key as presented; {@code null} when none was
     * @throws RefusedException {@code UNAUTHORIZED}, with one text for all reasons, {@code
     *     WRONG_KIND_OF_KEY} for a server key, {@code KEYS_UNKNOWN} before the first snapshot
     */
    public String siteOf(@Nullable String key) {
        KeyRing ring =
                keys.current()
                        .orElseThrow(() ->
                                new RefusedException(
                                        Problem.KEYS_UNKNOWN, "the keys could not be read yet"));
        // A missing key is looked up too: it costs the same as an unknown one.
        ApiKey found =
                ring.find(key == null ? "" : key)
                        .filter(known -> !known.revoked())
                        .orElseThrow(() ->
                                new RefusedException(
                                        Problem.UNAUTHORIZED,
                                        "the write key is missing or not valid"));
        if (found.kind() != ApiKey.Kind.WRITE) {
            throw new RefusedException(
                    Problem.WRONG_KIND_OF_KEY, "a write key is needed, this is a server key");
        }
        return found.site();
    }

    /**
     * The one key of a request that may carry it in several places.
     *
     * @throws RefusedException {@code AMBIGUOUS_KEY} when they differ
     */
    public static @Nullable String same(@Nullable String one, @Nullable String other) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? other : one;
        }
        throw new RefusedException(
                Problem.AMBIGUOUS_KEY, "the request carries two different write keys");
    }
}
