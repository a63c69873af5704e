package io.streamwheel.analysis.http;

/**
 * Whoever carries the admin key. A handler method that declares a parameter of this type is open to
 * nobody else.
 */
record Administrator() {}
