package io.streamwheel.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streamwheel.analysis.interaction.SiteChange;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AutomaticBuildsTest {

    private static final SiteId SITE = new SiteId(1);
    private static final Instant BEGIN = Instant.parse("2026-11-26T12:00:00Z");
    private static final AutomaticBuilds.Settings SETTINGS =
            new AutomaticBuilds.Settings(50, Duration.ofMinutes(1), 0.1);

    private final List<String> started = new ArrayList<>();
    private @Nullable Build last;
    private long stored;

    @Test
    void firstBuildIsDueAtTheFirstInteractions() {
        stored = 49;
        touchAndConsiderAfter(Duration.ZERO);
        assertThat(started).isEmpty();
        stored = 50;
        touchAndConsiderAfter(Duration.ZERO);
        assertThat(started).containsExactly("first-events");
    }

    @Test
    void nextOneIsDueWhenEventsHaveDoubledAndTheLeastPauseIsOver() {
        last = took(Duration.ofSeconds(2), 100);
        stored = 199;
        touchAndConsiderAfter(Duration.ofHours(1));
        stored = 200;
        touchAndConsiderAfter(Duration.ofSeconds(59));
        assertThat(started).isEmpty();
        touchAndConsiderAfter(Duration.ofSeconds(60));
        assertThat(started).containsExactly("growth");
    }

    @Test
    void longBuildIsFollowedByAPauseThatLeavesItATenthOfTheTime() {
        last = took(Duration.ofSeconds(30), 100);
        stored = 1000;
        touchAndConsiderAfter(Duration.ofSeconds(299));
        assertThat(started).isEmpty();
        touchAndConsiderAfter(Duration.ofSeconds(300));
        assertThat(started).containsExactly("growth");
    }

    @Test
    void siteThatIsTooEarlyIsLookedAtAgainWithoutANewEvent() {
        last = took(Duration.ofSeconds(30), 100);
        stored = 1000;
        AutomaticBuilds early = builds(Duration.ofSeconds(10));
        early.stored(new SiteChange(SITE, Map.of(), Set.of(), 1, 1));
        early.considerTouched();
        last = took(Duration.ofSeconds(1), 100);
        early.considerTouched();
        assertThat(started).isEmpty();
        last = build(BEGIN.minusSeconds(600), Duration.ofSeconds(1), 100);
        early.considerTouched();
        assertThat(started).containsExactly("growth");
    }

    @Test
    void siteWhoseLastBuildFailedWaitsForTheSchedule() {
        last = took(Duration.ofSeconds(1), 100).failed(BEGIN.plusSeconds(1), "no memory");
        stored = 1000;
        touchAndConsiderAfter(Duration.ofHours(1));
        assertThat(started).isEmpty();
        builds(Duration.ofHours(1)).considerOnSchedule(SITE);
        assertThat(started).containsExactly("schedule");
    }

    @Test
    void scheduleLeavesASiteOutThatGotNothing() {
        last = took(Duration.ofSeconds(1), 100);
        stored = 100;
        builds(Duration.ofHours(1)).considerOnSchedule(SITE);
        assertThat(started).isEmpty();
        stored = 101;
        builds(Duration.ofHours(1)).considerOnSchedule(SITE);
        assertThat(started).containsExactly("schedule");
    }

    @Test
    void sillyShareIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AutomaticBuilds.Settings(50, Duration.ZERO, 0))
                .withMessageContaining("maxShare");
    }

    private void touchAndConsiderAfter(Duration time) {
        AutomaticBuilds builds = builds(time);
        builds.stored(new SiteChange(SITE, Map.of(), Set.of(), 1, 1));
        builds.considerTouched();
    }

    private AutomaticBuilds builds(Duration afterBegin) {
        return new AutomaticBuilds(
                site -> Optional.ofNullable(last),
                (site, trigger) -> started.add(trigger),
                site -> stored,
                SETTINGS,
                Clock.fixed(BEGIN.plus(afterBegin), ZoneOffset.UTC));
    }

    private static Build took(Duration time, long storedEvents) {
        return build(BEGIN, time, storedEvents);
    }

    private static Build build(Instant begin, Duration time, long storedEvents) {
        return new Build(
                7,
                SITE,
                Build.State.SUCCEEDED,
                "request",
                1,
                begin,
                begin.plus(time),
                begin.plus(time),
                storedEvents,
                ScoreCard.empty(storedEvents),
                "popularity",
                "");
    }
}
