package io.streamwheel.analysis.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** An answer for one client: whole, or 304 where the client has the same. */
final class TaggedAnswer {

    private static final String CACHING = "private, no-cache";
    private static final String WEAK = "W/";

    private TaggedAnswer() {}

    /**
     * @param etag weak or strong; the same for answers that say the same
     */
    static <T> ResponseEntity<T> of(HttpServletRequest request, String etag, Supplier<T> body) {
        if (knows(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .header(HttpHeaders.ETAG, etag)
                    .header(HttpHeaders.CACHE_CONTROL, CACHING)
                    .build();
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .body(body.get());
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
