package io.streamwheel.analysis.site;

import java.time.Instant;

/** A site as a list shows it. */
public record SiteEntry(String name, Instant createdAt) {}
