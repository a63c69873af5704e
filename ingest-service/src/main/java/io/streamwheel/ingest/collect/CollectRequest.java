package io.streamwheel.ingest.collect;

import io.streamwheel.ingest.dialect.RequestDialect;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.Body;
import org.jspecify.annotations.Nullable;

/**
 * A request to collect events.
 *
 * @param key the write key that came outside of the body
 * @param dialect how events lie in the body
 * @param body read only once the key, if there is one, is known to be good
 */
public record CollectRequest(@Nullable String key, RequestDialect dialect, BodySource body) {

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
