package io.streamwheel.ingest.collect;

import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.BodyFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request to collect events.
 *
 * @param key the write key that came outside of the body
 * @param body read only once the key, if there is one, is known to be good
 */
public record CollectRequest(@Nullable String key, BodyFormat format, BodySource body) {

    /** A body that is still on the wire. */
    @FunctionalInterface
    public interface BodySource {

        /**
         * All of it, unpacked.
         *
         * @throws RefusedException it is too large, broken, or did not come in time
         */
        Body read();
    }
}
