package io.streamwheel.analysis.recommend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What everybody wants. An explicit window ends now; without one it ends at the newest interaction
 * there is, so that old data gives a list too. Counted in the store and kept for a few seconds;
 * while the store is away, the served model's ranking.
 */
public final class PopularLists {

    private static final int LONGEST = 500;
    private static final Duration POPULAR_WINDOW = Duration.ofDays(30);
    private static final Duration TRENDING_WINDOW = Duration.ofHours(24);

    private final TrendReader reader;
    private final ModelRegistry models;
    private final Patience patience;
    private final Clock clock;
    private final long freshNanos;
    private final Cache<Question, Counted> counted =
            Caffeine.newBuilder()
                    .maximumSize(1_000)
                    .expireAfterWrite(Duration.ofMinutes(10))
                    .build();

    public PopularLists(
            TrendReader reader,
            ModelRegistry models,
            Patience patience,
            Duration freshness,
            Clock clock) {
        this.reader = reader;
        this.models = models;
        this.patience = patience;
        this.clock = clock;
        freshNanos = freshness.toNanos();
    }

    PopularityModel popular(SiteId site, @Nullable Duration window) {
        return count(new Question(site, false, window));
    }

    PopularityModel trending(SiteId site, @Nullable Duration window) {
        return count(new Question(site, true, window));
    }

    /** To fill up other lists with: the served model's ranking, or what can be counted now. */
    PopularityModel fallback(SiteId site) {
        return models.of(site)
                .map(ServedModel::popularity)
                .filter(ranking -> ranking.size() > 0)
                .orElseGet(() -> popular(site, null));
    }

    private PopularityModel count(Question question) {
        Counted last = counted.getIfPresent(question);
        if (last != null && System.nanoTime() - last.at < freshNanos) {
            return last.ranking;
        }
        try {
            PopularityModel ranking = patience.ask(() -> ask(question));
            counted.put(question, new Counted(ranking, System.nanoTime()));
            return ranking;
        } catch (StoreAwayException away) {
            return last != null
                    ? last.ranking
                    : models.of(question.site)
                            .map(ServedModel::popularity)
                            .orElse(PopularityModel.EMPTY);
        }
    }

    private PopularityModel ask(Question question) {
        Duration window = question.window;
        Optional<Instant> until =
                window == null ? reader.newest(question.site) : Optional.of(clock.instant());
        if (until.isEmpty()) {
            return PopularityModel.EMPTY;
        }
        return question.trending
                ? reader.trending(
                        question.site,
                        until.get(),
                        window == null ? TRENDING_WINDOW : window,
                        LONGEST)
                : reader.popular(
                        question.site,
                        until.get(),
                        window == null ? POPULAR_WINDOW : window,
                        LONGEST);
    }

    private record Question(SiteId site, boolean trending, @Nullable Duration window) {}

    private record Counted(PopularityModel ranking, long at) {}
}
