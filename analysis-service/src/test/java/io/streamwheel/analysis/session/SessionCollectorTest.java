package io.streamwheel.analysis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionCollectorTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final List<Click> clicks = new ArrayList<>();

    @Test
    void aSilenceEndsASession() {
        click("ann", null, "tent", NOON);
        click("ann", null, "lamp", NOON.plus(minutes(30)));
        click("ann", null, "stove", NOON.plus(minutes(60)).plusMillis(1));
        click("ann", null, "novel", NOON.plus(minutes(61)));
        assertThat(sessions()).containsExactly(List.of("tent", "lamp"), List.of("stove", "novel"));
    }

    @Test
    void midnightDoesNot() {
        Instant late = Instant.parse("2026-11-22T23:50:00Z");
        click("ann", "s1", "tent", late);
        click("ann", "s1", "lamp", late.plus(minutes(20)));
        click("bob", null, "novel", late);
        click("bob", null, "stove", late.plus(minutes(15)));
        assertThat(sessions()).containsExactly(List.of("novel", "stove"), List.of("tent", "lamp"));
    }

    @Test
    void aSessionIdThatComesBackAfterDaysBeginsAnother() {
        click("ann", "s1", "tent", NOON);
        click("ann", "s1", "lamp", NOON.plus(minutes(1)));
        click("ann", "s1", "novel", NOON.plus(Duration.ofDays(3)));
        click("ann", "s1", "atlas", NOON.plus(Duration.ofDays(3)).plusSeconds(5));
        assertThat(sessions()).containsExactly(List.of("tent", "lamp"), List.of("novel", "atlas"));
    }

    @Test
    void twoSessionIdsOfOnePersonThatTakeTurnsAreTwoSessions() {
        for (int i = 0; i < 3; i++) {
            click("ann", "phone", "tent" + i, NOON.plus(minutes(2 * i)));
            click("ann", "desk", "novel" + i, NOON.plus(minutes(2 * i + 1)));
        }
        assertThat(sessions())
                .containsExactly(
                        List.of("tent0", "tent1", "tent2"), List.of("novel0", "novel1", "novel2"));
    }

    @Test
    void oneSessionIdOfTwoPersonsIsTwoSessions() {
        click("ann", "s1", "tent", NOON);
        click("bob", "s1", "novel", NOON.plusSeconds(1));
        click("ann", "s1", "lamp", NOON.plusSeconds(2));
        click("bob", "s1", "atlas", NOON.plusSeconds(3));
        assertThat(sessions()).containsExactly(List.of("tent", "lamp"), List.of("novel", "atlas"));
    }

    @Test
    void ofARobotsEndlessSessionTheNewestClicksStay() {
        for (int i = 0; i < 5_000; i++) {
            click("robot", "s1", "p" + i, NOON.plusSeconds(i));
        }
        click("ann", null, "tent", NOON);
        click("ann", null, "lamp", NOON.plusSeconds(1));
        List<List<String>> sessions = sessions();
        assertThat(sessions).hasSize(2);
        assertThat(sessions.getFirst()).containsExactly("tent", "lamp");
        assertThat(sessions.getLast())
                .hasSize(TestSessions.SETTINGS.maxLength())
                .endsWith("p4998", "p4999");
    }

    @Test
    void theNewestSessionsStayAndNoItemOfOthers() {
        SessionSettings two =
                new SessionSettings(minutes(30), 2, 100, 50, 100, Duration.ofMinutes(1));
        for (int v = 0; v < 4; v++) {
            click("v" + v, null, "a" + v, NOON.plusSeconds(v));
            click("v" + v, null, "b" + v, NOON.plusSeconds(10 - v));
        }
        Sessions sessions = collect(clicks, two);
        assertThat(TestSessions.readable(sessions))
                .containsExactly(List.of("a1", "b1"), List.of("a0", "b0"));
        assertThat(sessions.items()).containsExactly("a0", "a1", "b0", "b1");
    }

    @Test
    void nothingFollowsFromOneClick() {
        click("ann", null, "tent", NOON);
        click("bob", null, "lamp", NOON);
        assertThat(sessions()).isEmpty();
    }

    @Test
    void anyOrderOfArrivalGivesTheSameSessions() {
        Tries.check(chance -> {
            List<Click> some = someClicks(chance);
            Sessions expected = collect(some, TestSessions.SETTINGS);
            for (int i = some.size() - 1; i > 0; i--) {
                int j = chance.below(i + 1);
                some.set(i, some.set(j, some.get(i)));
            }
            Sessions shuffled = collect(some, TestSessions.SETTINGS);
            assertThat(shuffled.items()).isEqualTo(expected.items());
            assertThat(shuffled.starts()).isEqualTo(expected.starts());
            assertThat(shuffled.item()).isEqualTo(expected.item());
        });
    }

    /** Many at the same moment, so that the order among those is tried too. */
    private static List<Click> someClicks(Chance chance) {
        List<Click> some = new ArrayList<>();
        int count = chance.below(40);
        for (int i = 0; i < count; i++) {
            some.add(
                    new Click(
                            "v" + chance.below(3),
                            chance.oneOf(null, "s1", "s2"),
                            "p" + chance.below(5),
                            NOON.plus(minutes(10L * chance.below(12))),
                            i / 2,
                            (short) (i % 2)));
        }
        return some;
    }

    private void click(String person, @Nullable String session, String item, Instant at) {
        clicks.add(new Click(person, session, item, at, clicks.size(), (short) 0));
    }

    private List<List<String>> sessions() {
        return TestSessions.readable(collect(clicks, TestSessions.SETTINGS));
    }

    private static Sessions collect(List<Click> clicks, SessionSettings settings) {
        SessionCollector collector = new SessionCollector(settings);
        for (Click each : clicks) {
            collector.add(
                    each.person,
                    each.session,
                    each.item,
                    each.at.toEpochMilli(),
                    each.event,
                    each.position);
        }
        return collector.collect();
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    private record Click(
            String person,
            @Nullable String session,
            String item,
            Instant at,
            long event,
            short position) {}
}
