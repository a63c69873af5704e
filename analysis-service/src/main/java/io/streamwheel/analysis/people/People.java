package io.streamwheel.analysis.people;

import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.people.PeopleAnswer.Person;
import io.streamwheel.analysis.people.PeopleAnswer.Strategy;
import io.streamwheel.analysis.people.TasteIndex.Alike;
import io.streamwheel.analysis.recommend.VisitorHistories;
import io.streamwheel.analysis.site.SiteId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers with people, always: whom one may know by the graph of follows, filled up with who has
 * the same taste and then with the best known ones.
 */
public final class People {

    private static final int MOST_ITEMS = 10;

    private final PeopleGraphs graphs;
    private final FreshStances stances;
    private final VisitorHistories histories;

    public People(PeopleGraphs graphs, FreshStances stances, VisitorHistories histories) {
        this.graphs = graphs;
        this.stances = stances;
        this.histories = histories;
    }

    /**
     * Whom somebody may know: never oneself, whom one follows, or whom one dismissed.
     *
     * @param id a user id or an anonymous id
     */
    public PeopleAnswer mayKnow(SiteId site, String id, int n) {
        Asked asked = new Asked(site, id, n);
        asked.leaveOutFollowed();
        asked.addKnown();
        boolean known = !asked.people.isEmpty();
        asked.addAlike();
        boolean alike = !known && !asked.people.isEmpty();
        asked.addFamous();
        return asked.answer(
                known ? Strategy.PEOPLE : alike ? Strategy.SIMILAR : Strategy.POPULAR, !known);
    }

    /**
     * Who has the same taste: never oneself, or whom one dismissed.
     *
     * @param id a user id or an anonymous id
     */
    public PeopleAnswer alike(SiteId site, String id, int n) {
        Asked asked = new Asked(site, id, n);
        asked.addAlike();
        boolean alike = !asked.people.isEmpty();
        if (!alike) {
            asked.addFamous();
        }
        return asked.answer(alike ? Strategy.SIMILAR : Strategy.POPULAR, !alike);
    }

    /** One list in the making. */
    private final class Asked {

        private final SiteId site;
        private final String id;
        private final int n;
        private final Stances stances;
        private final @Nullable PeopleGraph graph;
        private final @Nullable Circle circle;
        private final Set<String> leftOut = new HashSet<>();
        private final List<Person> people = new ArrayList<>();

        Asked(SiteId site, String id, int n) {
            this.site = site;
            this.id = id;
            this.n = n;
            stances = People.this.stances.of(site, id);
            graph = graphs.of(site).orElse(null);
            circle = graph == null ? null : Circle.of(graph.follows(), stances);
            leaveOut(stances.ids());
            leaveOut(Set.of(id));
            leaveOut(stances.dismissed());
        }

        void leaveOut(Set<String> others) {
            leftOut.addAll(others);
        }

        /** Whom the store knows now, and those beyond, of whom the graph knows. */
        void leaveOutFollowed() {
            leaveOut(stances.follows());
            if (graph != null && circle != null) {
                circle.barred().forEach(person -> leftOut.add(graph.follows().name(person)));
            }
        }

        void addKnown() {
            if (graph == null || circle == null || circle.tied().isEmpty()) {
                return;
            }
            for (PeopleGraph.Known each : graph.mayKnow(circle, n)) {
                if (leftOut.add(each.person())) {
                    people.add(
                            new Person(
                                    each.person(),
                                    each.score(),
                                    each.common(),
                                    each.commonCount(),
                                    List.of()));
                }
            }
        }

        /** Scores fall on from the last person, so that a list filled up stays in order. */
        void addAlike() {
            TasteIndex tastes = graphs.tastes(site);
            if (people.size() >= n || tastes.people() == 0) {
                return;
            }
            Map<String, Float> taste = new HashMap<>();
            for (VisitorHistory.Liking each : histories.of(site, id).likings()) {
                taste.put(each.itemId(), each.weight());
            }
            double factor = people.isEmpty() ? 1 : Math.min(1, people.getLast().score());
            for (Alike each : tastes.alike(taste, leftOut, n - people.size())) {
                if (leftOut.add(each.person())) {
                    List<String> items = each.items();
                    people.add(
                            new Person(
                                    each.person(),
                                    each.score() * factor,
                                    List.of(),
                                    0,
                                    items.size() > MOST_ITEMS
                                            ? items.subList(0, MOST_ITEMS)
                                            : items));
                }
            }
        }

        void addFamous() {
            if (graph == null || circle == null) {
                return;
            }
            FollowGraph follows = graph.follows();
            double last = people.isEmpty() ? Double.MAX_VALUE : people.getLast().score();
            double factor = Double.NaN;
            for (int rank = 0; rank < follows.people() && people.size() < n; rank++) {
                int person = follows.byFollowers(rank);
                if (follows.followers(person) == 0) {
                    return;
                }
                if (!circle.barred().contains(person) && leftOut.add(follows.name(person))) {
                    factor =
                            Double.isNaN(factor)
                                    ? Math.min(1, last / follows.followers(person))
                                    : factor;
                    people.add(
                            new Person(
                                    follows.name(person),
                                    follows.followers(person) * factor,
                                    List.of(),
                                    0,
                                    List.of()));
                }
            }
        }

        PeopleAnswer answer(Strategy strategy, boolean fallback) {
            PeopleModel model = Optional.ofNullable(graph).map(PeopleGraph::model).orElse(null);
            return people.isEmpty()
                    ? new PeopleAnswer(
                            Strategy.NONE,
                            true,
                            model,
                            List.of(),
                            graph == null
                                    ? "nobody follows anybody yet, and nobody's taste is known"
                                    : "nobody is left who may be told of")
                    : new PeopleAnswer(strategy, fallback, model, List.copyOf(people), null);
        }
    }
}
