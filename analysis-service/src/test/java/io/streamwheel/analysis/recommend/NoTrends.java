package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A store in which nobody has done anything. */
public final class NoTrends implements TrendReader {

    @Override
    public Optional<Instant> newest(SiteId site) {
        return Optional.empty();
    }

    @Override
    public PopularityModel popular(SiteId site, Instant until, Duration window, int limit) {
        return PopularityModel.EMPTY;
    }

    @Override
    public PopularityModel trending(SiteId site, Instant until, Duration window, int limit) {
        return PopularityModel.EMPTY;
    }
}
