package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts what everybody does, over a stretch of time. */
public interface TrendReader {

    /** The newest interaction of a site. */
    Optional<Instant> newest(SiteId site);

    /** The items with the most weight, each visitor counted once per item. */
    PopularityModel popular(SiteId site, Instant until, Duration window, int limit);

    /**
     * The items whose weight grew most against what they had before, in standard deviations: {@code
     * (now - usual) / sqrt(usual + 1)}, where {@code usual} is the mean of the seven windows
     * before.
     */
    PopularityModel trending(SiteId site, Instant until, Duration window, int limit);
}
