package io.streamwheel.analysis.catalogue;

/**
 * What is wrong with one part of a request.
 *
 * @param pointer where, as a JSON pointer (RFC 6901)
 * @param detail what the rule is
 */
public record FieldError(String pointer, String detail) {}
