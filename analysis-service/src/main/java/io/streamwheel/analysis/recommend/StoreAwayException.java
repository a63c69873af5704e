package io.streamwheel.analysis.recommend;

import org.jspecify.annotations.Nullable;

/** The store gave no answer in time. */
public final class StoreAwayException extends RuntimeException {

    StoreAwayException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
