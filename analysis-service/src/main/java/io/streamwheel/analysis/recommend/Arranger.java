package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a list together from its candidates as a scenario wants it. Places go first to pins, then to
 * new items, spread evenly, then to the candidates by maximal marginal relevance; the limit of a
 * category counts all of them and passes over candidates only.
 *
 * @param model for the likeness of items; {@code null} where there is none
 */
record Arranger(Scenario scenario, int n, @Nullable ItemItemModel model) {

    /** So many candidates for each place are weighed against each other. */
    static final int CANDIDATES_PER_PLACE = 4;

    /**
     * @param candidates best first, among them those of the pinned that are
     * @param last come after all candidates
     * @param pinned may be shown; by rank from 1, {@code null} where there is none
     * @param fresh new items, in the order in which they get their places; no candidate
     */
    List<Suggestion> arrange(
            List<Suggestion> candidates,
            List<Suggestion> last,
            @Nullable Suggestion[] pinned,
            List<Suggestion> fresh) {
        @Nullable Suggestion[] places = new @Nullable Suggestion[n];
        System.arraycopy(pinned, 0, places, 0, Math.min(n, pinned.length));
        int free = (int) Arrays.stream(places).filter(Objects::isNull).count();
        List<Suggestion> tried = fresh.subList(0, Math.min(free, fresh.size()));
        for (int i = 0; i < tried.size(); i++) {
            places[freeFrom(places, (i + 1) * n / tried.size() - 1)] = tried.get(i);
        }
        CategoryLimit limit = new CategoryLimit(scenario.settings().maxPerCategory());
        Set<String> placed = new HashSet<>();
        for (Suggestion each : places) {
            if (each != null) {
                limit.count(each);
                placed.add(each.itemId());
            }
        }
        List<Suggestion> rest = new ArrayList<>(candidates);
        rest.removeIf(each -> placed.contains(each.itemId()));
        rest = diversified(rest);
        last.stream().filter(each -> !placed.contains(each.itemId())).forEach(rest::add);
        int place = 0;
        for (Suggestion each : rest) {
            while (place < n && places[place] != null) {
                place++;
            }
            if (place == n) {
                break;
            }
            if (limit.allows(each)) {
                limit.count(each);
                places[place] = each;
            }
        }
        List<Suggestion> arranged = new ArrayList<>(n);
        for (Suggestion each : places) {
            if (each != null) {
                arranged.add(each);
            }
        }
        return arranged;
    }

    /** The place itself, the next one that is free, or the last one before it. */
    private static int freeFrom(@Nullable Suggestion[] places, int wanted) {
        for (int place = wanted; place < places.length; place++) {
            if (places[place] == null) {
                return place;
            }
        }
        for (int place = wanted - 1; place >= 0; place--) {
            if (places[place] == null) {
                return place;
            }
        }
        throw new IllegalStateException("no place is free");
    }

    private List<Suggestion> diversified(List<Suggestion> rest) {
        double lambda = scenario.settings().lambda();
        int weighed = Math.min(rest.size(), CANDIDATES_PER_PLACE * n);
        if (lambda == 1 || weighed < 2) {
            return rest;
        }
        List<Suggestion> head = rest.subList(0, weighed);
        float most = Float.MIN_NORMAL;
        for (Suggestion each : head) {
            most = Math.max(most, each.score());
        }
        float[] relevance = new float[weighed];
        for (int i = 0; i < weighed; i++) {
            relevance[i] = head.get(i).score() / most;
        }
        List<Suggestion> ordered = new ArrayList<>(rest.size());
        for (int i : Mmr.order(relevance, new ItemLikeness(head, model), weighed, lambda)) {
            ordered.add(head.get(i));
        }
        ordered.addAll(rest.subList(weighed, rest.size()));
        return ordered;
    }
}
