package io.streamwheel.analysis.pipeline;

import io.streamwheel.analysis.site.SiteId;

/**
 * What one transaction makes of a site's total of stored events.
 *
 * @param events that it stores
 * @param total with them, if it commits; until it ends nobody else changes the total
 */
public record StoredTotal(SiteId site, int events, long total) {}
