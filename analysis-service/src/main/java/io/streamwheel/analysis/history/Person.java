package io.streamwheel.analysis.history;

/**
 * Who all ids of a visitor stand for.
 *
 * @param id the user id when {@code known}, else the anonymous id
 */
public record Person(String id, boolean known) {}
