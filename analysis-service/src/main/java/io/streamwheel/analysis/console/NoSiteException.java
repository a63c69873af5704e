package io.streamwheel.analysis.console;

/** There is no site yet, so that nothing can be shown of one. */
final class NoSiteException extends RuntimeException {}
