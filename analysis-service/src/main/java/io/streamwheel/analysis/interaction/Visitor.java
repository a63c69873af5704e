package io.streamwheel.analysis.interaction;

/**
 * Who did something: a known user or an anonymous visitor. The two kinds have separate names: user
 * {@code x} and anonymous {@code x} differ.
 *
 * @param id the user id when {@code known}, else the anonymous id
 */
public record Visitor(String id, boolean known) {}
