package io.streamwheel.ingest.problem;

/**
 * One wrong part of a request.
 *
 * @param pointer JSON pointer (RFC 6901) into the body
 * @param detail for the client, with at most 100 characters of what it sent
 */
public record FieldError(String pointer, String detail) {}
