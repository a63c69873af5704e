package io.streamwheel.analysis.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.function.LongPredicate;
import org.springframework.http.HttpHeaders;

/**
 * Which version a client wants to change, by its {@code If-Match} (RFC 9110, 13.1.1): any one where
 * there is no such header. The tag of a version is its number in quotes; as the comparison is a
 * strong one, {@code W/"7"} is not {@code "7"}.
 *
 * @param tags all entries of the header
 */
record IfMatch(List<String> tags) implements LongPredicate {

    private static final String WHATEVER_STANDS = "*";

    IfMatch {
        tags = List.copyOf(tags);
    }

    static IfMatch of(HttpServletRequest request) {
        return new IfMatch(
                Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)).stream()
                        .flatMap(line -> List.of(line.split(",", -1)).stream())
                        .map(String::strip)
                        .toList());
    }

    static String tag(long version) {
        return "\"" + version + '"';
    }

    /**
     * @param version that stands; 0 where there is none
     */
    @Override
    public boolean test(long version) {
        return tags.isEmpty()
                || version != 0 && (tags.contains(WHATEVER_STANDS) || tags.contains(tag(version)));
    }
}
