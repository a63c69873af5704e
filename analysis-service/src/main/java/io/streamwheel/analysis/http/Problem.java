package io.streamwheel.analysis.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An answer that is none, in the form of RFC 9457. Written by one hand wherever it arises: in a
 * handler, in a filter, or in the web server before any of ours has run.
 *
 * @param detail a sentence for people, without anything from inside
 * @param allow the methods that a 405 names, otherwise null
 */
record Problem(
        HttpStatus status, String slug, String title, String detail, @Nullable String allow) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String RETRY_SECONDS = "1";

    static Problem of(HttpStatus status, String slug, String title, String detail) {
        return new Problem(status, slug, title, detail, null);
    }

    /** The problem that a bare status code tells. Codes that clients misread become 400 or 500. */
    static Problem of(int code) {
        return switch (code) {
            case 401 ->
                    of(
                            HttpStatus.UNAUTHORIZED,
                            "unauthorized",
                            "Unauthorized",
                            "A valid server key is needed: Authorization: Bearer KEY, or X-API-Key.");
            case 403 ->
                    of(
                            HttpStatus.FORBIDDEN,
                            "forbidden",
                            "Forbidden",
                            "This key does not open this.");
            case 404 ->
                    of(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is nothing here.");
            case 405 ->
                    of(
                            HttpStatus.METHOD_NOT_ALLOWED,
                            "method-not-allowed",
                            "Method not allowed",
                            "This address does not know that method.");
            case 406 ->
                    of(
                            HttpStatus.NOT_ACCEPTABLE,
                            "not-acceptable",
                            "Not acceptable",
                            "Answers are JSON.");
            case 413 ->
                    of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "too-large",
                            "Too large",
                            "The request is too large.");
            case 414 ->
                    of(
                            HttpStatus.URI_TOO_LONG,
                            "uri-too-long",
                            "Address too long",
                            "The address is too long.");
            case 415 ->
                    of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "unsupported-media-type",
                            "Unsupported media type",
                            "The body must be application/json.");
            case 429 ->
                    of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-requests",
                            "Too many requests",
                            "Try again in a moment.");
            case 431 ->
                    of(
                            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "headers-too-large",
                            "Headers too large",
                            "The request's headers are too large.");
            case 503 ->
                    of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "unavailable",
                            "Unavailable",
                            "Something that this needs is away. Try again in a moment.");
            default -> code >= 500 && code != 501 && code != 505 ? internal() : badRequest();
        };
    }

    static Problem badRequest() {
        return badRequest("The request is not understood.");
    }

    static Problem badRequest(String detail) {
        return of(HttpStatus.BAD_REQUEST, "bad-request", "Bad request", detail);
    }

    static Problem internal() {
        return of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Internal error",
                "Something went wrong on this side.");
    }

    Problem allowing(String methods) {
        return new Problem(status, slug, title, detail, methods);
    }

    /** Answers with this problem, unless an answer has already begun. */
    void writeTo(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status.value());
        response.setHeader("Cache-Control", "no-store");
        if (status == HttpStatus.UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        if (allow != null) {
            response.setHeader("Allow", allow);
        }
        byte[] body = toJson();
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    byte[] toJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("type", "/problems/" + slug);
            json.writeStringProperty("title", title);
            json.writeNumberProperty("status", status.value());
            json.writeStringProperty("detail", detail);
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
