package io.streamwheel.analysis.http;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Where a page ended whose entries are ordered by number, newest first. */
final class Cursor {

    /** Entries of a page. */
    static final int PAGE_SIZE = 50;

    /**
     * A page.
     *
     * @param cursor asks for the next one; null on the last
     */
    record Page<T>(List<T> items, @Nullable String cursor) {}

    private Cursor() {}

    /**
     * The number that the entries of the page are below.
     *
     * @throws ProblemException the cursor is not one of ours
     */
    static long before(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == Long.BYTES) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        } catch (IllegalArgumentException _) {
            throw unknown();
        }
        throw unknown();
    }

    /**
     * @param found one more than a page has, when there is another page
     */
    static <R, T> Page<T> page(List<R> found, ToLongFunction<R> id, Function<R, T> shown) {
        boolean more = found.size() > PAGE_SIZE;
        List<R> rows = more ? found.subList(0, PAGE_SIZE) : found;
        return new Page<>(
                rows.stream().map(shown).toList(),
                more ? encode(id.applyAsLong(rows.getLast())) : null);
    }

    private static String encode(long id) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "bad-request", "Bad request", "cursor is not one of ours.");
    }
}
