package io.streamwheel.analysis.catalogue;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.ItemFacts;
import java.time.Instant;

/** What an event said about an item, and when it occurred. */
public record ObservedFacts(SiteId site, ItemFacts facts, Instant occurredAt) {}
