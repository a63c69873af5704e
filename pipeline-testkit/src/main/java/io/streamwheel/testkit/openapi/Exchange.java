package io.streamwheel.testkit.openapi;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer.
 *
 * @param target path and query, as they were sent
 * @param header the first value of a header of the answer, or null
 */
public record Exchange(
        String method,
        String target,
        int status,
        Function<String, @Nullable String> header,
        String body) {

    @Override
    public String toString() {
        return method + " " + target + ", answered " + status;
    }
}
