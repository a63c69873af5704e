package io.streamwheel.analysis.model;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One build of a site's models. Its id is the version of what it publishes.
 *
 * @param trigger what asked for it, such as {@code request} or {@code schedule}
 * @param progress 0 to 1
 * @param interactions how many it learned from
 * @param chosen the name of what is served, such as {@code cosine} or {@code popularity}
 * @param reason why that was chosen, or why the build failed, in words
 */
public record Build(
        long id,
        SiteId site,
        State state,
        String trigger,
        double progress,
        Instant startedAt,
        Instant heartbeatAt,
        @Nullable Instant finishedAt,
        @Nullable Long interactions,
        @Nullable ScoreCard scoreCard,
        @Nullable String chosen,
        @Nullable String reason) {

    /** Where a build is. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    Build at(double share, Instant now) {
        return new Build(
                id, site, state, trigger, share, startedAt, now, null, null, null, null, null);
    }

    Build succeeded(Instant now, long learned, ScoreCard card, String winner, String why) {
        return new Build(
                id,
                site,
                State.SUCCEEDED,
                trigger,
                1,
                startedAt,
                now,
                now,
                learned,
                card,
                winner,
                why);
    }

    Build failed(Instant now, String why) {
        return new Build(
                id,
                site,
                State.FAILED,
                trigger,
                progress,
                startedAt,
                now,
                now,
                null,
                null,
                null,
                why);
    }
}
