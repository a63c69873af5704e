package io.streamwheel.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.event.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Instant UNTIL = Instant.parse("2026-11-22T12:00:00Z");
    private static final String SHOP = "http://shop.example";

    private final Catalogue catalogue = new Catalogue();
    private final Simulation simulation = new Simulation(catalogue);
    private final List<DemoEvent> events = simulation.events(UNTIL, SHOP);

    @Test
    void isTheSameForTheSameMoment() {
        assertThat(new Simulation(new Catalogue()).events(UNTIL, SHOP)).isEqualTo(events);
    }

    @Test
    void eventIdsAreUniqueAndRiseWithTime() {
        assertThat(events).extracting(DemoEvent::id).doesNotHaveDuplicates();
        assertThat(events).isSortedAccordingTo(Comparator.comparing(DemoEvent::id));
        assertThat(events).isSortedAccordingTo(Comparator.comparing(DemoEvent::timestamp));
    }

    @Test
    void everythingHappenedInTheThirtyDaysBefore() {
        assertThat(events)
                .extracting(DemoEvent::timestamp)
                .allMatch(at -> at.isBefore(UNTIL))
                .allMatch(at -> at.isAfter(UNTIL.minus(Duration.ofDays(30))));
    }

    @Test
    void hasAboutTwentyThousandEventsOfSixHundredVisitors() {
        assertThat(events).hasSizeBetween(15_000, 25_000);
        assertThat(events.stream().map(SimulationTest::visitor).collect(Collectors.toSet()))
                .hasSize(Simulation.VISITORS);
    }

    @Test
    void theFunnelNarrowsFromViewToPurchase() {
        Map<String, Long> counts =
                events.stream()
                        .collect(Collectors.groupingBy(DemoEvent::type, Collectors.counting()));
        assertThat(counts)
                .containsOnlyKeys(
                        EventTypes.IMPRESSION,
                        EventTypes.VIEW,
                        EventTypes.CLICK,
                        EventTypes.LIKE,
                        EventTypes.CART,
                        EventTypes.UNCART,
                        EventTypes.PURCHASE,
                        EventTypes.IDENTIFY);
        assertThat(counts.get(EventTypes.CLICK)).isLessThan(counts.get(EventTypes.VIEW));
        assertThat(counts.get(EventTypes.CART)).isLessThan(counts.get(EventTypes.CLICK));
        assertThat(counts.get(EventTypes.PURCHASE)).isLessThan(counts.get(EventTypes.CART));
    }

    @Test
    void everyProductIsSeenByAtLeastThreeVisitors() {
        Map<String, Set<String>> viewers =
                events.stream()
                        .filter(event -> event.type().equals(EventTypes.VIEW))
                        .collect(
                                Collectors.groupingBy(
                                        event -> Objects.requireNonNull(event.itemId()),
                                        Collectors.mapping(
                                                SimulationTest::visitor, Collectors.toSet())));
        assertThat(viewers).hasSize(catalogue.products().size());
        assertThat(viewers.values()).allMatch(visitors -> visitors.size() >= 3);
    }

    @Test
    void regularsLookMostlyAtWhatTheyLike() {
        for (Visitor visitor : simulation.regulars()) {
            List<Department> seen =
                    events.stream()
                            .filter(event -> visitor.name().equals(event.userId()))
                            .filter(event -> event.type().equals(EventTypes.VIEW))
                            .map(event -> Objects.requireNonNull(event.itemId()))
                            .map(id -> catalogue.find(id).orElseThrow().department())
                            .toList();
            assertThat(seen.stream().filter(visitor.tastes()::contains).count())
                    .as(visitor.name())
                    .isGreaterThan(seen.size() * 7 / 10);
        }
    }

    @Test
    void someVisitorsSignInLaterAndSomeNever() {
        Map<Visitor.Acquaintance, Long> counts =
                simulation.visitors().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Visitor::acquaintance, Collectors.counting()));
        assertThat(counts.get(Visitor.Acquaintance.SIGNS_IN)).isBetween(40L, 140L);
        assertThat(counts.get(Visitor.Acquaintance.ANONYMOUS)).isBetween(30L, 100L);
        Visitor late =
                simulation.visitors().stream()
                        .filter(v -> v.acquaintance() == Visitor.Acquaintance.SIGNS_IN)
                        .findFirst()
                        .orElseThrow();
        List<DemoEvent> theirs =
                events.stream()
                        .filter(event -> Objects.equals(late.anonymousId(), event.anonymousId()))
                        .toList();
        int signIn = theirs.stream().map(DemoEvent::type).toList().indexOf(EventTypes.IDENTIFY);
        assertThat(signIn).isPositive();
        assertThat(theirs.subList(0, signIn)).allMatch(event -> event.userId() == null);
        assertThat(theirs.subList(signIn, theirs.size()))
                .allMatch(event -> late.name().equals(event.userId()));
    }

    @Test
    void aVisitNowIsOfAKnownVisitor() {
        assertThat(simulation.visitNow(SHOP, "s-1", UNTIL, new SplittableRandom(1)))
                .isNotEmpty()
                .allMatch(event -> event.userId() != null && event.id() == null);
    }

    private static String visitor(DemoEvent event) {
        // Names are the cookie's without the prefix, so both ids of one visitor are one.
        return event.userId() != null
                ? event.userId()
                : Objects.requireNonNull(event.anonymousId()).substring(2);
    }
}
