package io.streamwheel.analysis.site;

/**
 * Whose key it is, and of which kind. A handler method that declares a parameter of this type gets
 * what the request's server key tells.
 *
 * @param keyId {@code api_key.key_id}
 */
public record KeyHolder(long keyId, SiteId site, KeyKind kind) {}
