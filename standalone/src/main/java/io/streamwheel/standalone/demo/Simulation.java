package io.streamwheel.standalone.demo;

import io.streamwheel.standalone.demo.Visitor.Acquaintance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The visitors of the last thirty days and all that they did. The same for the same {@code until},
 * event ids included.
 */
final class Simulation {

    static final int VISITORS = 600;

    /** Visitors with a name of their own; they come often and are always signed in. */
    static final int REGULARS = 12;

    private static final long SEED = 20_261_122L;
    private static final Duration WINDOW = Duration.ofDays(30);

    /** No visit starts later than this before the end, so that all of it is in the past. */
    private static final Duration LAST_START = Duration.ofMinutes(45);

    private static final List<String> NAMES =
            List.of(
                    ("anna ben clara david emma felix grace hugo iris jonas kim leo mia noah olga"
                                    + " paul quinn rosa sam tara uma victor wanda xaver yara zoe")
                            .split(" "));

    private final Catalogue catalogue;
    private final List<Visitor> visitors;

    Simulation(Catalogue catalogue) {
        this.catalogue = catalogue;
        List<Visitor> all = new ArrayList<>();
        for (int i = 0; i < VISITORS; i++) {
            all.add(visitor(i));
        }
        this.visitors = List.copyOf(all);
    }

    List<Visitor> visitors() {
        return visitors;
    }

    /** The visitors that the page offers to look at: one for each department. */
    List<Visitor> regulars() {
        return visitors.subList(0, REGULARS);
    }

    private static Visitor visitor(int index) {
        SplittableRandom random = new SplittableRandom(SEED + index);
        String name = NAMES.get(index % NAMES.size());
        int round = index / NAMES.size();
        Department dearest = Department.values()[index % Department.values().length];
        List<Department> tastes = new ArrayList<>(List.of(dearest, dearest.neighbour(1)));
        if (random.nextBoolean()) {
            tastes.add(dearest.neighbour(2 + random.nextInt(9)));
        }
        return new Visitor(
                round == 0 ? name : name + "-" + (round + 1),
                index < REGULARS ? Acquaintance.KNOWN : acquaintance(random),
                List.copyOf(tastes));
    }

    private static Acquaintance acquaintance(RandomGenerator random) {
        double draw = random.nextDouble();
        if (draw < 0.15) {
            return Acquaintance.SIGNS_IN;
        }
        return draw < 0.25 ? Acquaintance.ANONYMOUS : Acquaintance.KNOWN;
    }

    /**
     * All events, the oldest first; none at or after {@code until}.
     *
     * @param shop the address that products and pictures are under, without a slash at the end
     */
    List<DemoEvent> events(Instant until, String shop) {
        List<DemoEvent> all = new ArrayList<>();
        for (int i = 0; i < visitors.size(); i++) {
            all.addAll(eventsOf(i, until, shop));
        }
        all.sort(Comparator.comparing(DemoEvent::timestamp));
        List<DemoEvent> numbered = new ArrayList<>(all.size());
        for (DemoEvent event : all) {
            numbered.add(
                    event.numbered(String.format(Locale.ROOT, "demo-%05d", numbered.size() + 1)));
        }
        return List.copyOf(numbered);
    }

    private List<DemoEvent> eventsOf(int index, Instant until, String shop) {
        Visitor visitor = visitors.get(index);
        SplittableRandom random = new SplittableRandom(SEED * 31 + index);
        int visits = index < REGULARS ? 6 : 2 + random.nextInt(5);
        List<Instant> starts =
                random.longs(visits, LAST_START.toMillis(), WINDOW.toMillis())
                        .mapToObj(until::minusMillis)
                        .sorted()
                        .toList();
        int signsInAt = visits / 2;
        List<DemoEvent> events = new ArrayList<>();
        for (int visit = 0; visit < visits; visit++) {
            boolean signsIn = visitor.acquaintance() == Acquaintance.SIGNS_IN && visit == signsInAt;
            boolean signedIn =
                    visitor.acquaintance() == Acquaintance.KNOWN
                            || (visitor.acquaintance() == Acquaintance.SIGNS_IN
                                    && visit >= signsInAt);
            events.addAll(
                    Visit.of(
                            catalogue,
                            shop,
                            visitor,
                            signsIn,
                            signedIn,
                            "s-" + visitor.name() + "-" + (visit + 1),
                            starts.get(visit),
                            random));
        }
        return events;
    }

    /** A visit that starts now, by anyone that the shop knows; its events have no ids. */
    List<DemoEvent> visitNow(String shop, String sessionId, Instant now, RandomGenerator random) {
        Visitor visitor;
        do {
            visitor = visitors.get(random.nextInt(visitors.size()));
        } while (visitor.acquaintance() != Acquaintance.KNOWN);
        return Visit.of(catalogue, shop, visitor, false, true, sessionId, now, random);
    }
}
