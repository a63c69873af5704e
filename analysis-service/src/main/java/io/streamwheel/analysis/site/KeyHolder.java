package io.streamwheel.analysis.site;

/** Whose key it is, and of which kind. */
public record KeyHolder(SiteId site, KeyKind kind) {}
