package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.history.VisitorHistory.Liking;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.recommend.Answer.Because;
import io.streamwheel.analysis.session.SessionScorer;
import io.streamwheel.analysis.session.SessionScorer.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From a session to suggestions, and what of it spoke for each. */
final class NextClicks {

    private static final int EXPLAINED = 3;

    /** Rules have a say over so many of the best. */
    private static final int WEIGHED = 500;

    private NextClicks() {}

    /** Adds nothing where no known session has an item in common. */
    static void suggest(
            SessionScorer scorer, VisitorHistory session, ListBuilder list, ListQuery query) {
        ItemDictionary items = scorer.index().items();
        List<Liking> known =
                session.likings().stream()
                        .filter(liking -> items.number(liking.itemId()) >= 0)
                        .limit(SessionScorer.MAX_PREFIX)
                        .toList();
        int[] prefix = known.stream().mapToInt(liking -> items.number(liking.itemId())).toArray();
        int room = list.room();
        int limit = query.scenario().rules().weighs() ? Math.max(WEIGHED, room) : room;
        scorer.best(prefix, limit, item -> list.allows(items.id(item))).stream()
                .map(each -> new Biased(each, list.bias(items.id(each.item()))))
                .sorted(Comparator.comparingDouble(each -> -each.score()))
                .limit(room)
                .forEach(each ->
                        list.add(
                                items.id(each.scored.item()),
                                each.score(),
                                reasons(known, each, query.explain() ? EXPLAINED : 1)));
    }

    private record Biased(Scored scored, float bias) {

        float score() {
            return scored.score() * bias;
        }
    }

    private static List<Because> reasons(List<Liking> session, Biased item, int most) {
        float[] parts = item.scored.parts();
        List<Because> reasons = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                Liking liking = session.get(i);
                reasons.add(
                        new Because(
                                liking.itemId(), Kinds.of(liking.type()), parts[i] * item.bias));
            }
        }
        reasons.sort(Comparator.comparingDouble((Because each) -> -each.weight()));
        return List.copyOf(reasons.subList(0, Math.min(most, reasons.size())));
    }
}
