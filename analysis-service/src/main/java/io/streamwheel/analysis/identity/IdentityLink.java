package io.streamwheel.analysis.identity;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;

/**
 * That an anonymous visitor is a user.
 *
 * @param linkedAt when the event that said so occurred
 */
public record IdentityLink(SiteId site, String anonymousId, String userId, Instant linkedAt) {}
