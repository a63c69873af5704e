package io.streamwheel.analysis.http;

import io.streamwheel.analysis.site.KeyEntry;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.KeyKind;
import io.streamwheel.analysis.site.KeyRefusedException;
import io.streamwheel.analysis.site.NewKey;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.SiteKeys;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/keys}: the keys of the site whose server key asks. */
@RestController
final class KeysHandler {

    /**
     * A key without its text.
     *
     * @param kind {@code write} or {@code server}
     * @param prefix its first six characters
     * @param revokedAt null while it is valid
     */
    record Listed(
            String id, String kind, String prefix, Instant createdAt, @Nullable Instant revokedAt) {

        static Listed of(KeyEntry key) {
            return new Listed(
                    Long.toString(key.id()),
                    key.kind().slug(),
                    key.prefix(),
                    key.createdAt(),
                    key.revokedAt());
        }
    }

    record Page(List<Listed> items) {}

    /**
     * @param key the key itself, shown this once
     */
    record Made(String id, String kind, String prefix, Instant createdAt, String key) {

        static Made of(NewKey made) {
            KeyEntry entry = made.entry();
            return new Made(
                    Long.toString(entry.id()),
                    entry.kind().slug(),
                    entry.prefix(),
                    entry.createdAt(),
                    made.text());
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Made[id=" + id + "]";
        }
    }

    private final SiteKeys keys;

    KeysHandler(SiteKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/v1/keys")
    Page list(SiteId site) {
        return new Page(keys.list(site).stream().map(Listed::of).toList());
    }

    @PostMapping("/v1/keys")
    @ResponseStatus(HttpStatus.CREATED)
    Made add(KeyHolder caller, InputStream body, HttpServletResponse response) throws IOException {
        KeyKind kind =
                KeyKind.find(JsonBody.text(body, "kind"))
                        .orElseThrow(() ->
                                InvalidBodyException.badRequest(
                                        "/kind", "must be write or server"));
        return once(keys.add(caller, kind), response);
    }

    @PostMapping("/v1/keys/{id}/rotate")
    @ResponseStatus(HttpStatus.CREATED)
    Made rotate(KeyHolder caller, @PathVariable String id, HttpServletResponse response) {
        return once(keys.rotate(caller, number(id)), response);
    }

    @DeleteMapping("/v1/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(KeyHolder caller, @PathVariable String id) {
        keys.revoke(caller, number(id));
    }

    @ExceptionHandler
    void refused(KeyRefusedException e, HttpServletResponse response) throws IOException {
        problemOf(e.reason()).writeTo(response);
    }

    /** No proxy and no browser may keep an answer with a key in it. */
    private static Made once(NewKey made, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        return Made.of(made);
    }

    /** What cannot be an id is one that there is not. */
    private static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }

    private static Problem problemOf(KeyRefusedException.Reason reason) {
        return switch (reason) {
            case CALLER_REVOKED -> Problem.of(HttpStatus.UNAUTHORIZED.value());
            case UNKNOWN_KEY ->
                    Problem.of(
                            HttpStatus.NOT_FOUND,
                            "unknown-key",
                            "Unknown key",
                            "There is no key of that id.");
            case REVOKED_KEY -> conflict("revoked-key", "Revoked key", "The key is revoked.");
            case OWN_KEY ->
                    conflict(
                            "own-key",
                            "Own key",
                            "The request carries this key. Ask with another one to revoke it.");
            case LAST_SERVER_KEY ->
                    conflict(
                            "last-server-key",
                            "Last server key",
                            "It is the site's only server key. Make another one first.");
            case TOO_MANY_KEYS ->
                    conflict(
                            "too-many-keys",
                            "Too many keys",
                            "A site has at most 50 valid keys. Revoke one first.");
        };
    }

    private static Problem conflict(String slug, String title, String detail) {
        return Problem.of(HttpStatus.CONFLICT, slug, title, detail);
    }
}
