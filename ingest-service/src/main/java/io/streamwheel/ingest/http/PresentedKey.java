package io.streamwheel.ingest.http;

import io.streamwheel.ingest.key.Gatekeeper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the write key in the head of a request. */
final class PresentedKey {

    /** Stands for a key that cannot be read. No key is empty, so it opens nothing. */
    private static final String UNREADABLE = "";

    private PresentedKey() {}

    /**
     * The one key of the three places.
     *
     * @return {@code null} when there is none; an empty text when it cannot be read
     * @throws io.streamwheel.ingest.problem.RefusedException they differ
     */
    static @Nullable String in(
            @Nullable String authorization, @Nullable String xWriteKey, @Nullable String query) {
        String key = authorization == null ? null : ofAuthorization(authorization);
        key = Gatekeeper.same(key, xWriteKey == null ? null : xWriteKey.strip());
        return query == null ? key : Gatekeeper.same(key, ofQuery(query));
    }

    private static String ofAuthorization(String authorization) {
        String header = authorization.strip();
        int space = header.indexOf(' ');
        if (space < 0) {
            return UNREADABLE;
        }
        String credentials = header.substring(space + 1).strip();
        return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> credentials;
            case "basic" -> userName(credentials);
            default -> UNREADABLE;
        };
    }

    private static String userName(String credentials) {
        try {
            String decoded =
                    new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0 ? decoded : decoded.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return UNREADABLE;
        }
    }

    private static @Nullable String ofQuery(String query) {
        @Nullable String key = null;
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith("writeKey=")) {
                key = Gatekeeper.same(key, decoded(parameter.substring("writeKey=".length())));
            }
        }
        return key;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return UNREADABLE;
        }
    }
}
