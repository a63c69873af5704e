package io.streamwheel.analysis.console;

/**
 * A file that every browser may have.
 *
 * @param type its media type
 * @param packed the same, with gzip
 */
record Asset(String type, byte[] plain, byte[] packed) {}
