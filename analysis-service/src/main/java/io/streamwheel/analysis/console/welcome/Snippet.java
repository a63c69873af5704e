package io.streamwheel.analysis.console.welcome;

/**
 * Code to copy. Where the key belongs it says {@link Snippets#KEY}, which the browser fills in: the
 * key does not travel for it.
 *
 * @param name for addresses of the page, such as {@code tag}
 * @param title what people read
 * @param place where the code belongs, in a sentence
 */
record Snippet(String name, String title, String place, String code) {}
