package io.streamwheel.analysis.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * An answer for one client: whole, or 304 where the client has the same.
 *
 * @param etag weak or strong; the same for answers that say the same
 * @param body {@code null} where the client has it
 */
record TaggedAnswer<T>(String etag, @Nullable T body) {

    private static final String CACHING = "private, no-cache";
    private static final String WEAK = "W/";

    /**
     * @param body asked for where the client has not the same
     */
    static <T> TaggedAnswer<T> of(HttpServletRequest request, String etag, Supplier<T> body) {
        boolean known = knows(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag);
        return new TaggedAnswer<>(etag, known ? null : body.get());
    }

    /** For the framework to write. */
    ResponseEntity<T> entity() {
        return ResponseEntity.status(status())
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .body(body);
    }

    /** What comes before the body, for whoever writes that without the framework. */
    void writeHeadTo(HttpServletResponse response) {
        response.setStatus(status().value());
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHING);
    }

    private HttpStatus status() {
        return body == null ? HttpStatus.NOT_MODIFIED : HttpStatus.OK;
    }

    /** Compares whole entries of the header, weakly; what is no tag matches nothing. */
    private static boolean knows(@Nullable String header, String etag) {
        if (header == null) {
            return false;
        }
        String opaque = opaque(etag);
        for (String each : header.split(",", 100)) {
            if (opaque(each.strip()).equals(opaque)) {
                return true;
            }
        }
        return false;
    }

    private static String opaque(String etag) {
        return etag.startsWith(WEAK) ? etag.substring(WEAK.length()) : etag;
    }
}
